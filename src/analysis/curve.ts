import type { Column } from '../population/column.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';

/** Points that a plot of a few hundred pixels can show. */
const MOST_POINTS = 600;

/** The firing rate of each neuron, Hz; what an engine measures has more in it. */
export interface Rates {
  readonly rate: Float64Array;
}

/** Rate against a varied quantity, as measured. */
export interface Curve {
  /** Value of the varied quantity in its own unit, ascending. */
  readonly x: readonly number[];
  /** Hz */
  readonly rate: readonly number[];
  /** Which neurons these are. */
  readonly cells: readonly number[];
}

/** What the population does, in numbers. */
export interface Summary {
  readonly cells: number;
  /** Cells with at least two spikes in the measuring window. */
  readonly firing: number;
  /** Highest rate, Hz. */
  readonly highest: number;
}

export function summarise({ rate }: Rates): Summary {
  let firing = 0;
  let highest = 0;
  for (const value of rate) {
    if (value > 0) firing++;
    if (value > highest) highest = value;
  }
  return { cells: rate.length, firing, highest };
}

/**
 * The rates against the first varied quantity: along the x axis in the row of a cell, or of the neurons that are drawn in its
 * trial. Where nothing varies they are against the numbers of the neurons.
 * @param most points of the curve; if there are more cells it shows evenly spaced ones, the outermost included
 */
export function curveOf(experiment: Experiment, { rate }: Rates, cell = 0, most = MOST_POINTS): Curve {
  const column = abscissaOf(experiment);
  const { length, value } = column;
  const row = Math.floor(cell / length) * length;
  const points = Math.min(length, most);
  const cells = Array.from({ length: points }, (_, i) =>
    points === 1 ? row : row + Math.round((i * (length - 1)) / (points - 1)),
  ).sort((a, b) => value(a) - value(b));
  return { x: cells.map(value), rate: cells.map((i) => rate[i]!), cells };
}

/** What the curve is drawn against: the first varied quantity, or the number of the neuron, whose path is empty. */
export function abscissaOf(experiment: Experiment): Column {
  const population = populationOf(experiment);
  const [first] = columnsOf(population, (path) => validRange(experiment.model, path));
  const length = populationSize(population);
  return first ?? { path: '', value: (i) => i, extremes: [0, length - 1], length, stride: 1 };
}
