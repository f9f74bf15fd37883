import { plain, quantity, unit, whole } from '../../numbers/format.ts';
import type { Texts } from '../english.ts';

/** What maps of cells that are drawn say of the quantities that are not along their sides. */
const averaged = (others: number): string => {
  if (others === 0) return '';
  return others === 1
    ? '; eine dritte Größe variiert auch: es sind Mittel über sie'
    : `; ${others} andere Größen variieren auch: es sind Mittel über sie`;
};

// What is varied or shown stands behind a colon, so that its name needs no case.

export const stage: Texts['stage'] = {
  whatBefore: 'Eine Population von Hodgkin-Huxley-Neuronen.',
  what: (membrane, says) =>
    `${membrane}. Jeder Punkt ist ein Neuron. ${says} Ein Klick auf einen Punkt verfolgt ihn.`,
  wholeSheet: 'Ganzes Feld',
  arrangements: {
    sheet: {
      title: 'Feld',
      says: (varied, second) => {
        if (!varied) return 'Sie stehen in ihrer Reihenfolge.';
        return `Von links nach rechts wächst: ${varied}${second ? `; nach oben: ${second}` : ''}.`;
      },
    },
    map: {
      title: 'Karte',
      says: (varied, second, others) => {
        if (!second) return 'Eine zweite Größe variieren, um eine Karte beider zu sehen.';
        const sides = `Von links nach rechts wächst: ${varied}; nach oben: ${second}.`;
        if (others === undefined) return `${sides} Linien verbinden gleiche Werte.`;
        return `${sides} Grund und Linien zeigen das Mittel der Zellen um jeden Ort${averaged(others)}.`;
      },
    },
    curve: {
      title: 'Kennlinie',
      says: (x) => `Nach rechts: ${x}; nach oben: Feuerrate.`,
    },
    phase: {
      title: 'Phasenebene',
      says: (x, y) => `Jedes bewegt sich; nach rechts: ${x}; nach oben: ${y}.`,
    },
    raster: {
      title: 'Letzte Spikes',
      says: (_, y) =>
        `Jedes steht bei seinem letzten Aktionspotential, rechts, wenn es feuert; nach oben: ${y}.`,
    },
    quantities: {
      title: 'Zwei Größen',
      says: (x, y) => `Nach rechts: ${x}; nach oben: ${y}.`,
    },
  },
  arrangement: 'Anordnung',
  across: 'Nach rechts',
  upwards: 'Nach oben',
  addView: 'Neue Ansicht',
  addViewHint: 'Eine weitere Ansicht derselben Zellen (v)',
  viewName: 'Name der Ansicht',
  viewNameBefore: 'Name',
  closeView: (name) => `Ansicht ${name} schließen`,
  close: 'Schließen',
  population: 'Die Population',
  populationOf: (cells, colour) =>
    `Die Population: ${whole(cells)} Zellen; Farbe: ${colour}. Pfeiltasten wählen eine Zelle.`,
  cell: (cell, values) => `Zelle ${whole(cell + 1)}${values ? ` bei ${values}` : ''}`,
  colour: 'Farbe',
  colours: (name, low, high, unitName) => `${name} als Farbe, ${plain(low)} bis ${quantity(high, unitName)}`,
  colourRange: 'Bereich der Farben',
  from: 'Von',
  to: 'Bis',
  span: (low, high, unitName = '') => `${low} bis ${high} ${unit(unitName)}`.trim(),
  notAscending: (low, high) => `${plain(low)} bis ${plain(high)}: der erste Wert muss der kleinere sein`,
  fitToCells: 'Wie die Zellen',
  asUsual: 'Wie üblich',
  brush: 'Pinsel',
  noBrush: 'Kein Pinsel',
  brushStrength: (unitName) => `Stärke des Pinsels, ${unit(unitName)}`,
  brushSize: 'Größe',
  washAll: 'Alles abwaschen',
  notInLink: 'nicht im Link',
  paintedTooMuch: (most) =>
    `Das Gemalte ist zu viel für einen Link (mehr als ${whole(most)} Folgen von Zellen) und steht nicht darin. „Zellen“ unter „Teilen“ bewahrt es auf: eine Tabelle mit den gemalten Werten, aus der eine gezogene Population sie nehmen kann.`,
  wash: 'Abwaschen',
  currentBrush: 'Strom, solange gedrückt',
  blocker: (poison, parameter) => `${poison} (senkt ${parameter})`,
  parameterBrush: (parameter) => `${parameter} auf oder ab`,
  mapLines: 'Linien gleicher Werte und die Grenze des Feuerns',
  border: 'Grenze des Feuerns',
  borderOfHalf: 'Grenze des Feuerns: die Hälfte der Zellen um sie feuert',
  phaseLines: 'Nullklinen und Gleichgewichte der gewählten Zelle',
  noNullclines: (reason) => `Keine Nullklinen: ${reason}.`,
  equilibrium: (stable, V) => `${stable ? 'Stabiles' : 'Instabiles'} Gleichgewicht bei ${V} mV`,
};

export const quantities: Texts['quantities'] = {
  potential: 'Membranpotential',
  statistics: {
    spikes: 'Zahl der Aktionspotentiale',
    first: 'Zeit des ersten Aktionspotentials, von jetzt an',
    last: 'Zeit des letzten Aktionspotentials, von jetzt an',
    rate: 'Feuerrate',
    latency: 'Latenz des ersten Aktionspotentials',
    peak: 'Höchstes Potential',
    trough: 'Niedrigstes Potential',
    distance: 'Abstand von der Aufnahme',
  },
  least: (name) => `Kleinster Wert von ${name}`,
  greatest: (name) => `Größter Wert von ${name}`,
  cellNumber: 'Nummer des Neurons',
  band: 'Band, nach seinem Verfahren',
};
