import type { Simulation } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import { type Converged, converge } from './convergence.ts';
import { type Interval, leastValues, POINTS, type SearchOptions } from './search.ts';
import type { Setup } from './setup.ts';
import type { Lend } from './study.ts';
import { lengthsOf } from './tempo.ts';

// Searches for many values at once: a row of neurons for each, all in one population.

/** Time (ms) that a spike may take after a stimulus, in the first runs; later ones give it more, until it makes no difference. */
export const AFTER = 100;

/** Values of many rows, as many in each. */
export type Rows = readonly (readonly number[])[];

/** What is looked for. */
export interface RowSearch extends Pick<SearchOptions, 'edge'> {
  readonly setup: Setup;
  readonly intervals: readonly Interval[];
  readonly lend: Lend;
  /** Relative. */
  readonly tolerance: number;
  /** Time (ms) that the longest stimulus takes; runs last longer by what a spike may take after it. */
  readonly longest: number;
  /** Values of each row that are asked for at once. */
  readonly points?: number;
}

/**
 * Looks for one value in each of some intervals, with runs that become longer until it makes no difference.
 * @param sized the problem with as many neurons as the rows need
 * @param run says in which neurons it happens
 */
export function searchRows(
  { setup, intervals, lend, tolerance, longest, edge = 'first', points = POINTS }: RowSearch,
  sized: (rows: Rows, duration: number) => Problem,
  run: (simulation: Simulation, rows: Rows, duration: number) => Promise<readonly (readonly boolean[])[]>,
): Promise<Converged> {
  return converge(
    (after, near) => {
      const asked = intervals.map((whole, i) => near?.[i] ?? whole);
      const duration = longest + after;
      const rows = asked.map(({ high }) => Array<number>(points).fill(high));
      return lend(sized(rows, duration), (simulation) =>
        leastValues(asked, (values) => run(simulation, values, duration), {
          points,
          tolerance: tolerance / 4,
          edge,
        }),
      );
    },
    lengthsOf(setup, AFTER),
    tolerance,
  );
}

/** Cuts a list into rows of one length. */
export const cut = <Item>(all: readonly Item[], length: number): Item[][] =>
  Array.from({ length: all.length / length }, (_, i) => all.slice(i * length, (i + 1) * length));
