import type { Method } from '../../../protocol/bands.ts';
import { lower, plain, quantity, whole } from '../../numbers/format.ts';

/** What can be taken away. */
export const share = {
  link: 'Link',
  shown: 'What is shown',
  linkHolds: 'Opens the page as it is now',
  copy: 'Copy',
  figures: 'Figures',
  curve: 'Firing rate',
  curveFigure: 'f-I curve, the selected cell ringed',
  trace: 'Trace',
  traceFigure: (names: string) => `${names} of the selected cell`,
  population: 'Population',
  populationFigure: 'The sheet as it is seen, and its colours',
  width: 'Width',
  widthHint: 'Of a column of a journal: 85, of a page: 174',
  dots: 'Dots per inch',
  ground: 'Ground',
  white: 'White, for paper',
  asPage: 'As the page',
  tables: 'Tables',
  cells: 'Cells',
  cellsTable: (varied: readonly string[]) =>
    `A row for each cell, counted from 0: ${[...varied.map(lower), 'rate', 'all that is measured'].join(', ')}`,
  curveTable: 'The points of the f-I curve',
  traceTable: (names: string) => `Time, ${names} of the selected cell`,
  rows: (count: number) => `${whole(count)} ${count === 1 ? 'row' : 'rows'}`,
  writing: (percent: number) => `Writing, ${percent} %`,
  preparing: 'Preparing',
  video: 'Video',
  noVideo: 'This browser records no video: take it in Chromium, Firefox or Safari.',
  clip: 'Clip',
  clipOf: (ending: string) => `The sheet as it moves, ${ending}`,
  clipPaused: 'Time stands still: press Run to record what moves',
  record: 'Record',
  stop: 'Stop',
  length: 'Length',
  noSheet: 'There is no sheet to record: try again when the population runs.',
  recording: (seconds: number, of: number) => `Recording, ${seconds} of ${of} s`,
  recordingFailed: 'The browser has given up recording: try a shorter clip.',
  nothingDrawn: 'Nothing was drawn meanwhile: let the population run while it is recorded.',
  scripts: 'Scripts',
  allCells: 'All cells',
  selectedCell: 'The selected cell',
  notDrawn: 'The sheet is not drawn: this browser offers neither WebGPU nor WebGL 2.',
  nothingSeen: 'Nothing of the sheet can be seen: press "Whole sheet" first.',
  tooManyPixels: (across: number, down: number, most: number) =>
    `${across} x ${down} pixels are too many: at most ${most} a side; choose a narrower figure or fewer dots per inch.`,
  notMeasured:
    'The rates are not measured yet: let the population run until the headline counts cells that fire.',
  noCurve: 'There is no curve: nothing varies between the cells.',
  nothingRecorded: 'Nothing of the cell is recorded yet: let the population run for a moment.',
};

const others = { gates: 'Gates', 'gates and states': 'Gates, states' };

/** What stands in figures. */
export const figures = {
  time: 'Time (ms)',
  rate: 'Firing rate (Hz)',
  potential: 'Membrane potential (mV)',
  titled: (membrane: string, title: string) => `${membrane}: ${title.toLowerCase()}`,
  curve: 'Firing rate',
  curveShows: (varied: string, window: number, cell: string | undefined) =>
    `Firing rate against ${lower(varied)}, over ${plain(window)} ms${ring(cell)}.`,
  trace: 'Selected cell',
  others,
  /** @param besides what there is besides the potential */
  traceShows: (besides: keyof typeof others | undefined, cell: string) =>
    `Membrane potential${besides ? ` and ${lower(others[besides])}` : ''} of ${lower(cell)}.`,
  population: 'Population',
  populationShows: (shown: string, axes: readonly [string, string] | undefined, time: number, cell: string) =>
    `${shown} of every cell${axes ? ` by ${axes.map(lower).join(' and ')}` : ''} at ${plain(time, 7)} ms${ring(cell)}.`,
  numerics: (methods: readonly Method[], engine: string) =>
    `${methods.map(({ dt, integrator }) => `dt = ${plain(dt)} ms, integrator ${integrator}`).join('; ')}; ${engine}.`,
  onWebGpu: (device: string) => `WebGPU on ${device}`,
  oneCell: 'One cell.',
  cells: (count: number, differences: readonly string[]) =>
    `${whole(count)} cells: ${differences.join(', ')}.`,
  swept: (name: string, from: number, to: number, unitName: string) =>
    `${lower(name)} from ${plain(from)} to ${quantity(to, unitName)}`,
  drawn: (name: string) => `${lower(name)} drawn`,
  /** A number stays in a line with its unit, or with what is counted. */
  afterNumber: /(?<=\d) (?!to )(?=\p{L})/gu,
};

const ring = (cell: string | undefined): string => (cell === undefined ? '' : `; ring: ${lower(cell)}`);
