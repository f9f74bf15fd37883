import { plain, quantity, whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

export const share: Texts['share'] = {
  link: 'Link',
  shown: 'Was zu sehen ist',
  linkHolds: 'Öffnet die Seite, wie sie jetzt ist',
  copy: 'Kopieren',
  figures: 'Abbildungen',
  curve: 'Feuerrate',
  curveFigure: 'f-I-Kennlinie, die gewählte Zelle im Ring',
  trace: 'Verlauf',
  traceFigure: (names) => `${names} der gewählten Zelle`,
  population: 'Population',
  populationFigure: 'Das Feld, wie es zu sehen ist, und seine Farben',
  width: 'Breite',
  widthHint: 'Einer Spalte einer Zeitschrift: 85, einer Seite: 174',
  dots: 'Punkte je Zoll',
  ground: 'Grund',
  white: 'Weiß, für Papier',
  asPage: 'Wie die Seite',
  tables: 'Tabellen',
  cells: 'Zellen',
  cellsTable: (varied) =>
    `Eine Zeile für jede Zelle, ab 0 gezählt: ${[...varied, 'Feuerrate', 'alles, was gemessen wird'].join(', ')}`,
  curveTable: 'Die Punkte der f-I-Kennlinie',
  traceTable: (names) => `Zeit, ${names} der gewählten Zelle`,
  rows: (count) => `${whole(count)} ${count === 1 ? 'Zeile' : 'Zeilen'}`,
  writing: (percent) => `Schreiben, ${percent} %`,
  preparing: 'Vorbereitung',
  video: 'Video',
  noVideo: 'Dieser Browser nimmt kein Video auf: in Chromium, Firefox oder Safari aufnehmen.',
  clip: 'Aufnahme',
  clipOf: (ending) => `Das Feld in Bewegung, ${ending}`,
  clipPaused: 'Die Zeit steht still: Start drücken, um Bewegung aufzunehmen',
  record: 'Aufnehmen',
  stop: 'Stopp',
  length: 'Länge',
  noSheet: 'Es gibt kein Feld zum Aufnehmen: sobald die Population läuft, erneut versuchen.',
  recording: (seconds, of) => `Aufnahme, ${seconds} von ${plain(of)} s`,
  recordingFailed: 'Der Browser hat die Aufnahme aufgegeben: eine kürzere versuchen.',
  nothingDrawn: 'Inzwischen wurde nichts gezeichnet: die Population während der Aufnahme laufen lassen.',
  scripts: 'Skripte',
  allCells: 'Alle Zellen',
  selectedCell: 'Die gewählte Zelle',
  notDrawn: 'Das Feld wird nicht gezeichnet: dieser Browser bietet weder WebGPU noch WebGL 2.',
  nothingSeen: 'Vom Feld ist nichts zu sehen: zuerst „Ganzes Feld“ drücken.',
  tooManyPixels: (across, down, most) =>
    `${across} x ${down} Bildpunkte sind zu viele: höchstens ${most} je Seite; eine schmalere Abbildung oder weniger Punkte je Zoll wählen.`,
  notMeasured:
    'Die Feuerraten sind noch nicht gemessen: die Population laufen lassen, bis die Kopfzeile feuernde Zellen zählt.',
  noCurve: 'Es gibt keine Kennlinie: zwischen den Zellen variiert nichts.',
  nothingRecorded: 'Von der Zelle ist noch nichts aufgezeichnet: die Population einen Moment laufen lassen.',
};

const others = {
  gates: 'Gating-Variablen',
  'gates and states': 'Gating-Variablen, Zustandsgrößen',
};

export const figures: Texts['figures'] = {
  time: 'Zeit (ms)',
  rate: 'Feuerrate (Hz)',
  potential: 'Membranpotential (mV)',
  titled: (membrane, title) => `${membrane}: ${title}`,
  curve: 'Feuerrate',
  curveShows: (varied, window, cell) =>
    `Feuerrate, über ${plain(window)} ms; nach rechts: ${varied}${ring(cell)}.`,
  trace: 'Gewählte Zelle',
  others,
  traceShows: (besides, cell) => `Membranpotential${besides ? `, ${others[besides]}` : ''}; ${cell}.`,
  population: 'Population',
  populationShows: (shown, axes, time, cell) =>
    `${shown} jeder Zelle bei ${plain(time, 7)} ms${axes ? `; nach rechts: ${axes[0]}; nach oben: ${axes[1]}` : ''}${ring(cell)}.`,
  numerics: (methods, engine) =>
    `${methods.map(({ dt, integrator }) => `dt = ${plain(dt)} ms, Integrator ${integrator}`).join('; ')}; ${engine}.`,
  onWebGpu: (device) => `WebGPU auf ${device}`,
  oneCell: 'Eine Zelle.',
  cells: (count, differences) => `${whole(count)} Zellen: ${differences.join(', ')}.`,
  swept: (name, from, to, unitName) => `${name} von ${plain(from)} bis ${quantity(to, unitName)}`,
  drawn: (name) => `${name} gezogen`,
  afterNumber: /(?<=\d) (?!bis )(?=\p{L})/gu,
};

const ring = (cell: string | undefined): string => (cell === undefined ? '' : `; Ring: ${cell}`);
