import { CpuSimulation } from '../../engine/cpu/simulation.ts';
import type { Problem } from '../../problem/problem.ts';
import { lendCpu } from '../../studies/firing.ts';
import type { Comparison } from '../../studies/fit/comparison.ts';
import {
  type Accepted,
  acceptedOf,
  type Estimate,
  estimatesOf,
  FORETELLING,
  fitDefaults,
  likeExperiment,
  roundsOf,
  runsOn,
} from '../../studies/fit/fit.ts';
import { type Foretold, foretell } from '../../studies/fit/foretell.ts';
import type { Round } from '../../studies/fit/monte-carlo.ts';
import { comparisonOf, type FitQuestion, isTrace } from '../../studies/fit/question.ts';
import type { Lend } from '../../studies/study.ts';

/** What is fitted, and by how many candidates in each round. */
export interface FitRequest {
  readonly question: FitQuestion;
  readonly count: number;
}

/** What the thread is told: first what is fitted, then to go on. */
export type FitMessage = FitRequest | 'another';

/** Neurons and how far they are from the data; NaN where one cannot be compared. */
export interface Candidates {
  /** Of the free numbers: `values[number][i]`. */
  readonly values: readonly Float64Array[];
  readonly distances: Float64Array;
}

/** What is known of a free number after a round, as it can be sent by a thread. */
export type Known = Omit<Estimate, 'at'>;

export interface FittedRound extends Omit<Round, 'kept' | 'least'> {
  /** Of distances. */
  readonly unit: string;
  /** All that were drawn in this round, and those that were kept. */
  readonly candidates: Candidates;
  readonly accepted: Accepted;
  readonly known: readonly Known[];
  /** What the nearest of them say of each datum, the best first; of rates alone. */
  readonly curves: readonly Float64Array[];
  /** What the accepted ones say of the data; undefined where all of them diverge meanwhile. */
  readonly foretold: Foretold | undefined;
}

/** The nearest that are marked and listed. */
export const LISTED = 8;

/**
 * The rounds of a fit, each computed when it is asked for: those of `loligo fit` on one core, in float32.
 * @throws InputError if what is asked cannot be run or compared
 */
export async function* fittedRounds({ question, count }: FitRequest): AsyncGenerator<FittedRound, void> {
  const comparison = await comparisonOf(question);
  const { free, unit, prediction } = comparison;
  const lend = lendCpu('float32');
  const simulation = await CpuSimulation.create(likeExperiment(comparison, count), { digits: 'float32' });
  const distancesOf = runsOn(simulation, comparison);
  let values: readonly Float64Array[] = [];
  let distances: Float64Array = new Float64Array();
  const run = async (problem: Problem) => {
    distances = await distancesOf(problem);
    values = free.map(({ path }) => valuesIn(problem, path, distances.length));
    return distances;
  };
  try {
    for await (const { kept, least: _, ...round } of roundsOf(comparison, { count }, run)) {
      const candidates = { values, distances };
      const accepted = acceptedOf(free, kept);
      yield {
        ...round,
        unit,
        candidates,
        accepted,
        // Functions cannot be sent.
        known: estimatesOf(free, accepted).map(({ at: __, ...one }) => one),
        curves: isTrace(question.data)
          ? []
          : await saidBy(nearestOf(candidates, LISTED), values, comparison, lend),
        foretold: await foretell(prediction, accepted, { count: FORETELLING, seed: fitDefaults.seed }, lend),
      };
    }
  } finally {
    simulation.destroy();
  }
}

/** The values of a number in all candidates, each of which may have several neurons, one after the other. */
function valuesIn({ population }: Problem, path: string, candidates: number): Float64Array {
  const { value } = population.columns.find((column) => column.path === path)!;
  const each = population.count / candidates;
  return Float64Array.from({ length: candidates }, (_, i) => value(i * each));
}

/** What some candidates say of the data. */
function saidBy(
  numbers: readonly number[],
  values: readonly Float64Array[],
  { prediction }: Comparison,
  lend: Lend,
): Promise<readonly Float64Array[]> {
  const problem = prediction.problem(values.map((all) => Float64Array.from(numbers, (i) => all[i]!)));
  return lend(problem, (simulation) => prediction.run(simulation, problem.population));
}

/** The nearest candidates, by their numbers, the best first. */
export const nearestOf = ({ distances }: Candidates, most: number): readonly number[] =>
  [...distances.keys()]
    .filter((i) => Number.isFinite(distances[i]))
    .sort((a, b) => distances[a]! - distances[b]!)
    .slice(0, most);
