import type { Measures } from '../engine/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { axisLength, axisValue } from '../protocol/sweep.ts';
import type { Curve } from '../view/charts/f-i-chart.ts';

/** Points that a plot of a few hundred pixels can show. */
const MOST_POINTS = 600;

/** What the population does, in numbers. */
export interface Summary {
  readonly cells: number;
  /** Cells with at least two spikes in the measuring window. */
  readonly firing: number;
  /** Highest rate, Hz. */
  readonly highest: number;
}

export function summarise({ rate }: Measures): Summary {
  let firing = 0;
  let highest = 0;
  for (const value of rate) {
    if (value > 0) firing++;
    if (value > highest) highest = value;
  }
  return { cells: rate.length, firing, highest };
}

/** The rates along the x axis of the sweep, in the row of a cell; evenly spaced cells where they are too many. */
export function curveOf({ sweep }: Experiment, { rate }: Measures, cell: number): Curve {
  const length = axisLength(sweep.x);
  const row = Math.floor(cell / length) * length;
  const points = Math.min(length, MOST_POINTS);
  const positions = Array.from({ length: points }, (_, i) =>
    points === 1 ? 0 : Math.round((i * (length - 1)) / (points - 1)),
  );
  // A plot needs its x ascending, and a sweep may descend.
  const ascending =
    sweep.x && axisValue(sweep.x, 0) > axisValue(sweep.x, length - 1) ? positions.reverse() : positions;
  return {
    x: ascending.map((i) => (sweep.x ? axisValue(sweep.x, i) : 0)),
    rate: ascending.map((i) => rate[row + i]!),
  };
}
