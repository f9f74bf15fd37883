import type { Column } from '../population/column.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';

/** Points that a plot of a few hundred pixels can show. */
const MOST_POINTS = 600;

/** The firing rate of each neuron, Hz, and its highest potential, mV; what an engine measures has more in it. */
export interface Rates {
  readonly rate: Float64Array;
  readonly peak?: Float64Array;
}

/** Rate against a varied quantity. */
export interface RatePoints {
  /** Value of the varied quantity in its own unit, ascending. */
  readonly x: readonly number[];
  /** Hz */
  readonly rate: readonly number[];
}

/** The same as measured. */
export interface Curve extends RatePoints {
  /** Which neurons these are. */
  readonly cells: readonly number[];
  /** Highest potential, mV, where it was measured. */
  readonly peak?: readonly number[];
}

/** What the population does, in numbers. */
export interface Summary {
  readonly cells: number;
  /** Cells with at least two spikes in the measuring window. */
  readonly firing: number;
  /** Highest rate, Hz. */
  readonly highest: number;
}

/** How many neurons fire, and the highest rate, Hz. */
export function summarise({ rate }: Rates): Summary {
  let firing = 0;
  let highest = 0;
  for (let i = 0; i < rate.length; i++) {
    const value = rate[i]!;
    if (value > 0) firing++;
    if (value > highest) highest = value;
  }
  return { cells: rate.length, firing, highest };
}

/** Neurons along the first varied quantity. */
export interface Row {
  /** Value of the varied quantity in its own unit, ascending. */
  readonly x: readonly number[];
  readonly cells: readonly number[];
}

/**
 * The neurons along the x axis in the row of a cell, or those that are drawn in its trial. Where nothing varies they stand by their numbers.
 * @param most of them; if there are more it has evenly spaced ones, the outermost included
 */
export function rowOf(experiment: Experiment, cell = 0, most = MOST_POINTS): Row {
  const { length, value } = abscissaOf(experiment);
  const row = Math.floor(cell / length) * length;
  const points = Math.min(length, most);
  const cells = Array.from({ length: points }, (_, i) =>
    points === 1 ? row : row + Math.round((i * (length - 1)) / (points - 1)),
  ).sort((a, b) => value(a) - value(b));
  return { x: cells.map(value), cells };
}

/** What the curve is drawn against: the first varied quantity, or the number of the neuron, whose path is empty. */
export function abscissaOf(experiment: Experiment): Column {
  const population = populationOf(experiment);
  const [first] = columnsOf(population, (path) => validRange(experiment.model, path));
  const length = populationSize(population);
  return first ?? { path: '', value: (i) => i, extremes: [0, length - 1], length, stride: 1 };
}

/**
 * Rates (Hz) and peaks (mV) against the first varied quantity in its own unit, ascending; against the number of the neuron where nothing varies.
 * @param measured what `runExperiment` resolves with: a value for each neuron of the experiment
 * @param cell a neuron of the row that is meant, where a second quantity or the trial differs, too
 * @param most points of the curve; of more neurons it has evenly spaced ones, the outermost included
 */
export function curveOf(experiment: Experiment, measured: Rates, cell = 0, most = MOST_POINTS): Curve {
  const { rate, peak } = measured;
  const { x, cells } = rowOf(experiment, cell, most);
  const along = (values: Float64Array) => cells.map((i) => values[i]!);
  return { x, cells, rate: along(rate), ...(peak && { peak: along(peak) }) };
}

/** The rate (Hz) of a curve between its points, on straight lines; undefined beyond its ends. */
export function rateAt({ x, rate }: RatePoints, at: number): number | undefined {
  const next = x.findIndex((value) => value >= at);
  if (next < 0 || x[0]! > at) return undefined;
  if (x[next] === at) return rate[next];
  const [low, high] = [x[next - 1]!, x[next]!];
  return rate[next - 1]! + ((rate[next]! - rate[next - 1]!) * (at - low)) / (high - low);
}
