import type { Measures } from '../engine/simulation.ts';
import { bandProblems } from '../problem/bands.ts';
import type { Problem } from '../problem/problem.ts';
import { bandsOf, type Method } from '../protocol/bands.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { OwnError, Worst } from './own-error.ts';
import type { Range } from './selection.ts';

/** A band that was run, as if it had been run alone. */
export interface BandRun {
  /** Which one, counted from 0. */
  readonly band: number;
  readonly method: Method;
  readonly experiment: Experiment;
  readonly measures: Measures;
  /** Its neurons that were run, and what to add to their numbers for those of the whole. */
  readonly part: Range;
  readonly shift: number;
}

/**
 * The bands of a run, for estimates of the error of each.
 * @param measures of all neurons that were run
 * @param problem what was run, of the whole population or a part of it
 */
export function bandRuns(experiment: Experiment, measures: Measures, problem: Problem): BandRun[] {
  const alone = bandsOf(experiment);
  return bandProblems(problem).map(({ problem: { population }, shift, first, count }) => {
    const band = problem.bands!.findIndex((one) => one.first === shift);
    const { integrator, dt } = alone[band]!;
    return {
      band,
      method: { integrator, dt },
      experiment: alone[band]!,
      measures: measuredIn(measures, first - problem.population.first, count),
      part: { first: population.first, count },
      shift,
    };
  });
}

function measuredIn({ window, ...values }: Measures, begin: number, count: number): Measures {
  const own = Object.entries(values).map(([name, all]) => [name, all.subarray(begin, begin + count)]);
  return { window, ...Object.fromEntries(own) } as Measures;
}

/** The error of a band with the numbers that its neurons have in the whole. */
export function inWhole(error: OwnError, shift: number): OwnError {
  const cell = (own: number) => own + shift;
  const worst = (one: Worst): Worst => ({
    ...one,
    rateCell: one.rateCell === null ? null : cell(one.rateCell),
    lastSpikeCell: one.lastSpikeCell === null ? null : cell(one.lastSpikeCell),
  });
  return {
    ...error,
    otherSpikes: error.otherSpikes.map(cell),
    total: worst(error.total),
    rounding: worst(error.rounding),
    sensitive: error.sensitive.map((one) => ({ ...one, cell: cell(one.cell) })),
  };
}
