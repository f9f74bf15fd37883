import { lower, plain, quantity, unit, whole } from '../../numbers/format.ts';

const upwards = (second: string): string => `, ${lower(second)} upwards`;

/** What maps of cells that are drawn say of the quantities that are not along their sides. */
const averaged = (others: number): string => {
  if (others === 0) return '';
  return others === 1
    ? '; a third quantity varies, too: they are means over it'
    : `; ${others} other quantities vary, too: they are means over them`;
};

/** The cells: how they stand, what colours them, what they are painted with. */
export const stage = {
  whatBefore: 'A population of Hodgkin-Huxley neurons.',
  what: (membrane: string, says: string) =>
    `${membrane}. Each dot is a neuron. ${says} Click a dot to follow it.`,
  wholeSheet: 'Whole sheet',
  /**
   * What arrangements are called, and what is seen of them: what stands along the sides, in words; what varies, of a sheet. Of a plot how many other
   * quantities vary as well.
   */
  arrangements: {
    sheet: {
      title: 'Sheet',
      says: (varied: string, second: string) => {
        if (!varied) return 'They stand in their order.';
        return `${varied} grows from left to right${second ? upwards(second) : ''}.`;
      },
    },
    map: {
      title: 'Map',
      says: (varied: string, second: string, others?: number) => {
        if (!second) return 'Vary a second quantity to see a map of both.';
        const sides = `${varied} grows from left to right${upwards(second)}`;
        if (others === undefined) return `${sides}; lines join equal values.`;
        return `${sides}. Ground and lines have the mean of the cells around each place${averaged(others)}.`;
      },
    },
    curve: {
      title: 'Firing rate curve',
      says: (x: string, _: string) => `Each stands at its own ${lower(x)} and firing rate.`,
    },
    phase: {
      title: 'Phase plane',
      says: (x: string, y: string) => `Each moves in the plane of ${lower(x)} and ${lower(y)}.`,
    },
    raster: {
      title: 'Last spikes',
      says: (_: string, y: string) =>
        `Each stands at its last spike, at the right when it fires; ${lower(y)} grows upwards.`,
    },
    quantities: {
      title: 'Two quantities',
      says: (x: string, y: string) => `Each stands at its own ${lower(x)} and ${lower(y)}.`,
    },
  },
  arrangement: 'Arrangement',
  across: 'Across',
  upwards: 'Upwards',
  addView: 'Add a view',
  addViewHint: 'Another view of the same cells (v)',
  viewName: 'Name of the view',
  viewNameBefore: 'Name',
  closeView: (name: string) => `Close the view ${name}`,
  close: 'Close',
  population: 'The population',
  populationOf: (cells: number, colour: string) =>
    `The population: ${whole(cells)} cells, coloured by ${lower(colour)}. Arrow keys select a cell.`,
  /** A cell by its number, and what it gets. */
  cell: (cell: number, values: string) => `Cell ${whole(cell + 1)}${values ? ` at ${values}` : ''}`,
  colour: 'Colour',
  colours: (name: string, low: number, high: number, unitName: string) =>
    `${name} by colour, ${plain(low)} to ${quantity(high, unitName)}`,
  colourRange: 'Range of the colours',
  from: 'From',
  to: 'To',
  /** From one number to another; the unit may be empty. */
  span: (low: string, high: string, unitName = '') => `${low} to ${high} ${unit(unitName)}`.trim(),
  notAscending: (low: number, high: number) =>
    `${plain(low)} to ${plain(high)}: the first must be the lower one`,
  fitToCells: 'Fit to the cells',
  asUsual: 'As usual',
  brush: 'Brush',
  noBrush: 'No brush',
  brushStrength: (unitName: string) => `Strength of the brush, ${unit(unitName)}`,
  brushSize: 'Size',
  washAll: 'Wash all',
  notInLink: 'not in the link',
  paintedTooMuch: (most: number) =>
    `What is painted is too much for a link (more than ${whole(most)} runs of cells), and is not in it. "Cells" in Share keeps it: a table with the painted values, which a drawn population can take from it.`,
  wash: 'Wash',
  currentBrush: 'Current, while pressed',
  blocker: (poison: string, parameter: string) => `${poison} (${parameter} down)`,
  parameterBrush: (parameter: string) => `${parameter} up or down`,
  mapLines: 'Lines of equal values and the border of firing',
  border: 'Border of firing',
  borderOfHalf: 'Border of firing: half of the cells around it fire',
  phaseLines: 'Nullclines and equilibria of the selected cell',
  noNullclines: (reason: string) => `No nullclines: ${reason}.`,
  equilibrium: (stable: boolean, V: string) => `${stable ? 'Stable' : 'Unstable'} equilibrium at ${V} mV`,
};

/** What can colour cells or say where they stand, in short, by the names of statistics. */
export const quantities = {
  potential: 'Membrane potential',
  statistics: {
    spikes: 'Spikes counted',
    first: 'Time of the first spike, from now',
    last: 'Time of the last spike, from now',
    rate: 'Firing rate',
    latency: 'Latency of the first spike',
    peak: 'Highest potential',
    trough: 'Lowest potential',
    distance: 'Distance from the recording',
  } as Readonly<Record<string, string>>,
  least: (name: string) => `Least ${name}`,
  greatest: (name: string) => `Greatest ${name}`,
  cellNumber: 'Number of the neuron',
  band: 'Band, by its method',
};
