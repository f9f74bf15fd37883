import { CpuSimulation } from '../../engine/cpu/simulation.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ExperimentInput } from '../../protocol/experiment.ts';
import type { Window } from '../../statistics/recorded.ts';
import {
  type Accepted,
  acceptedOf,
  type Estimate,
  estimatesOf,
  middleOf,
  roundsOf,
  runsOn,
} from '../../studies/fit/fit.ts';
import type { Range } from '../../studies/fit/free.ts';
import type { Round } from '../../studies/fit/monte-carlo.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import { traceComparison } from '../../studies/fit/trace.ts';

/** Which neurons are compared with what. */
export interface FitQuestion {
  readonly trace: OwnTrace;
  /** One neuron, with the stimulus that it got. */
  readonly neuron: ExperimentInput;
  /** The parameters that are not known, by name. */
  readonly ranges: Readonly<Record<string, Range>>;
  readonly windows: readonly Window[] | undefined;
  /** Candidates of each round. */
  readonly count: number;
}

/** Neurons and how far they are from the recording, mV; NaN where one cannot be compared. */
export interface Candidates {
  /** Of the free numbers: `values[number][i]`. */
  readonly values: readonly Float64Array[];
  readonly distances: Float64Array;
}

/** What is known of a free number after a round, as it can be sent by a thread. */
export type Known = Omit<Estimate, 'at'>;

export interface FittedRound extends Omit<Round, 'kept' | 'least'> {
  /** All that were drawn in this round, and those that were kept. */
  readonly candidates: Candidates;
  readonly accepted: Accepted;
  readonly known: readonly Known[];
}

/**
 * The rounds of a fit, each computed when it is asked for.
 * @throws InputError if what is asked cannot be run or compared
 */
export async function* fittedRounds(question: FitQuestion): AsyncGenerator<FittedRound, void> {
  const { trace, neuron, ranges, windows, count } = question;
  const free = Object.keys(ranges);
  // All is fitted: the page says nothing of what is foretold.
  const comparison = traceComparison({ trace, experiment: neuron, free, ranges, windows, hold: 0 });
  const { free: looked } = comparison;
  const simulation = await CpuSimulation.create(middleOf(comparison, count), { digits: 'float32' });
  const distancesOf = runsOn(simulation, comparison);
  let candidates: Candidates;
  const run = async (problem: Problem) => {
    const distances = await distancesOf(problem);
    candidates = { values: looked.map(({ path }) => valuesIn(problem, path)), distances };
    return distances;
  };
  try {
    for await (const { kept, least: _, ...round } of roundsOf(comparison, { count }, run)) {
      const accepted = acceptedOf(looked, kept);
      // Functions cannot be sent.
      const known = estimatesOf(looked, accepted).map(({ at: __, ...one }) => one);
      yield { ...round, candidates: candidates!, accepted, known };
    }
  } finally {
    simulation.destroy();
  }
}

function valuesIn({ population: { count, columns } }: Problem, path: string): Float64Array {
  const { value } = columns.find((column) => column.path === path)!;
  return Float64Array.from({ length: count }, (_, cell) => value(cell));
}

/** The nearest candidates, by their numbers, the best first. */
export const nearestOf = ({ distances }: Candidates, most: number): readonly number[] =>
  [...distances.keys()]
    .filter((i) => !Number.isNaN(distances[i]))
    .sort((a, b) => distances[a]! - distances[b]!)
    .slice(0, most);
