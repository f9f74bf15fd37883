import { axisLength, axisValue } from '../population/sweep.ts';
import type { Experiment } from '../protocol/experiment.ts';

/** Points that a plot of a few hundred pixels can show. */
const MOST_POINTS = 600;

/** The firing rate of each neuron, Hz, and its highest potential, mV; what an engine measures has more in it. */
export interface Rates {
  readonly rate: Float64Array;
  readonly peak?: Float64Array;
}

/** Rate against a varied quantity, as measured. */
export interface Curve {
  /** Value of the varied quantity in its own unit, ascending. */
  readonly x: readonly number[];
  /** Hz */
  readonly rate: readonly number[];
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

export function summarise({ rate }: Rates): Summary {
  let firing = 0;
  let highest = 0;
  for (const value of rate) {
    if (value > 0) firing++;
    if (value > highest) highest = value;
  }
  return { cells: rate.length, firing, highest };
}

/** The neurons along the x axis of a sweep, in the row of one of them. */
export interface Row {
  /** Value of the varied quantity in its own unit, ascending. */
  readonly x: readonly number[];
  readonly cells: readonly number[];
}

/** @param most of them; if there are more it has evenly spaced ones, the outermost included */
export function rowOf({ sweep: { x } }: Experiment, cell = 0, most = MOST_POINTS): Row {
  const length = axisLength(x);
  const first = Math.floor(cell / length) * length;
  const points = Math.min(length, most);
  const value = (i: number) => (x ? axisValue(x, i) : 0);
  const positions = Array.from({ length: points }, (_, i) =>
    points === 1 ? 0 : Math.round((i * (length - 1)) / (points - 1)),
  ).sort((a, b) => value(a) - value(b));
  return { x: positions.map(value), cells: positions.map((i) => first + i) };
}

/** The rates and peaks along the x axis of the sweep, in the row of a cell. @param most points of the curve */
export function curveOf(experiment: Experiment, { rate, peak }: Rates, cell = 0, most = MOST_POINTS): Curve {
  const { x, cells } = rowOf(experiment, cell, most);
  const along = (values: Float64Array) => cells.map((i) => values[i]!);
  return { x, rate: along(rate), ...(peak && { peak: along(peak) }) };
}

/** The rate (Hz) of a curve between its points, on straight lines; undefined beyond its ends. */
export function rateAt({ x, rate }: Curve, at: number): number | undefined {
  const next = x.findIndex((value) => value >= at);
  if (next < 0 || x[0]! > at) return undefined;
  if (x[next] === at) return rate[next];
  const [low, high] = [x[next - 1]!, x[next]!];
  return rate[next - 1]! + ((rate[next]! - rate[next - 1]!) * (at - low)) / (high - low);
}
