import { whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

export const page: Texts['page'] = {
  brand: 'Seite',
  language: 'Sprache',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  show: 'Zeigen',
  hide: 'Verbergen',
  showControls: 'Einstellungen zeigen',
  hideControls: 'Einstellungen verbergen',
  wholePage: 'In Loligo öffnen',
  lesson: 'Lektion',
  lessons: 'Lektionen',
  plots: 'Diagramme',
  populationPlot: 'Diagramm der Population',
  cellPlot: 'Diagramm der Zelle',
  drawers: 'Tafeln links',
  panels: 'Tafeln',
  tabs: {
    lesson: 'Lektionen',
    cells: 'Zellen',
    controls: 'Regler',
    curve: 'Kennlinie',
    trace: 'Verlauf',
    time: 'Zeit',
  },
  files: 'Dateien',
  drop: 'Hier loslassen: ein Experiment, eine run.json, eine Membran oder eine Lektion läuft dann, Daten werden verglichen',
  tryAgain: 'Erneut versuchen',
  dismiss: 'Schließen',
  remove: 'Entfernen',
  cancel: 'Abbrechen',
  notLoaded: (title) => `„${title}“ ließ sich nicht laden; besteht eine Netzverbindung?`,
  fileTooLarge: (name, size, most) => `${name} hat ${whole(size)} Bytes; erlaubt sind ${whole(most)}`,
};

const panel = (title: string, hint?: string) => ({ title, hint });

export const panels: Texts['panels'] = {
  controls: panel('Regler', 'Was läuft, und mit wie vielen Zellen'),
  share: panel('Teilen', 'Link, Abbildungen, Tabellen, Videos und Skripte zum Mitnehmen'),
  equations: panel('Gleichungen', 'Was läuft, als Gleichungen, die sich ändern lassen'),
  experiment: panel('JSON', 'Das Experiment als Text, als Link und als Datei'),
  help: panel('?', 'Tasten und Gesten'),
  curve: panel('Feuerrate'),
  statistics: panel('Statistik'),
  data: panel('Eigene Daten'),
  states: panel('Potential, Gating'),
  conductances: panel('Leitfähigkeiten'),
  currents: panel('Ströme'),
  phase: panel('V gegen dV/dt'),
  raster: panel('Raster, Intervalle'),
  peak: panel('Spitze', 'Das höchste Potential jeder Zelle, mV, rechts'),
  branches: panel(
    'Äste',
    'Feuerraten von Zellen, die langsam aus der Ruhe, und von solchen, die vom Feuern kommen',
  ),
  bifurcations: panel('Bifurkationen', 'Wo Gleichgewichte und Zyklen entstehen und vergehen'),
  fit: panel('Fit', 'Eine Funktion künstlicher Neurone durch die Punkte'),
  points: panel('Eigene Punkte', 'Ströme und Feuerraten von anderswo neben der Kennlinie'),
};
