import { weightedCovariance, weightedQuantiles } from '../../analysis/weighted.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { InputError } from '../../input/schema.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Lend } from '../study.ts';
import { valuesAt } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { type Foretold, foretell } from './foretell.ts';
import type { Free } from './free.ts';
import { monteCarlo, type Round, type Survivors } from './monte-carlo.ts';
import { runOthers } from './runs.ts';

/** How far a fit goes. */
export interface FitOptions {
  /** Candidates of each round; 100,000 by default. */
  readonly count?: number | undefined;
  /** Share of them that is kept; a tenth by default. */
  readonly keep?: number | undefined;
  /** Most rounds; 30 by default. */
  readonly rounds?: number | undefined;
  readonly seed?: number | undefined;
  /** The distance that is near enough, in its unit; without one, what the errors of the data allow. */
  readonly tolerance?: number | undefined;
  /** Hears of each round as it ends. */
  onRound?(round: Round): void;
}

/** Candidates that fit, each with its weight; weights add up to 1. */
export interface Accepted {
  /** Of the free numbers: `values[number][i]`. */
  readonly values: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly distances: Float64Array;
}

/** What was found of a free number. */
export interface Estimate extends Free {
  readonly median: number;
  /** Where the middle 90 % of the weight begins and ends. */
  readonly low: number;
  readonly high: number;
  /** How many times narrower that is than 90 % of what it could be. */
  readonly narrowed: number;
}

/** What a fit has led to. */
export interface Fit {
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly accepted: Accepted;
  readonly estimates: readonly Estimate[];
  /** Correlations of the free numbers. */
  readonly correlations: readonly (readonly number[])[];
  readonly foretold: Foretold | undefined;
}

export const fitDefaults = { count: 100_000, keep: 0.1, rounds: 30, seed: 1 } as const;
const [LEAST_COUNT, MOST_COUNT] = [64, 1 << 24];
/** Neurons of a round, a candidate having several. */
const MOST_NEURONS = 1 << 26;
const MOST_ROUNDS = 1000;
const LEAST_ACCEPTANCE = 0.03;
/** Members that stand for the accepted set where each has to be run and kept with all that it says. */
export const FORETELLING = 200;

/**
 * Populations of candidates that come ever closer to data, round by round, until the spread of those that are kept is what the errors of
 * the data leave, or it is not worth another round.
 * @throws InputError if an option is not valid, or no candidate can be compared
 */
export async function fitModel(comparison: Comparison, options: FitOptions, lend: Lend): Promise<Fit> {
  const { free } = comparison;
  const { count, seed } = completed(options, comparison);
  const rounds: Round[] = [];
  await lend(likeExperiment(comparison, count), async (simulation) => {
    for await (const round of roundsOf(comparison, options, runsOn(simulation, comparison))) {
      rounds.push(round);
      options.onRound?.(round);
    }
  });
  const accepted = acceptedOf(free, rounds.at(-1)!.kept);
  const covariance = weightedCovariance(accepted.values, accepted.weights);
  return {
    comparison,
    rounds,
    accepted,
    estimates: estimatesOf(free, accepted),
    correlations: covariance.map((row, i) =>
      row.map((value, j) => value / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!)),
    ),
    foretold:
      comparison.prediction.held.length > 0
        ? await foretell(comparison.prediction, accepted, { count: FORETELLING, seed }, lend)
        : undefined,
  };
}

/** As many neurons as a round has, all as the experiment is: the kernel is compiled once, and rounds give it other values. */
export const likeExperiment = ({ free, problem }: Comparison, count: number): Problem =>
  problem(free.map(({ value }) => new Float64Array(count).fill(value)));

/** Runs the candidates of rounds on one simulation, and says how far they are; one that has no rest or diverges is infinitely far. */
export const runsOn =
  (simulation: Simulation, comparison: Comparison) =>
  async ({ population }: Problem): Promise<Float64Array> => {
    const lost = await runOthers(simulation, population);
    const distances = await comparison.distances(simulation);
    const each = simulation.cells / distances.length;
    for (const cell of lost) distances[Math.floor(cell / each)] = Number.NaN;
    return distances;
  };

/**
 * The rounds of a fit, one after another.
 * @param run runs a problem, and says how far its candidates are
 * @throws InputError if an option is not valid, or no candidate can be compared
 */
export function roundsOf(
  comparison: Comparison,
  options: FitOptions,
  run: (problem: Problem) => Promise<Float64Array>,
): AsyncGenerator<Round, void> {
  const { free, numbers } = comparison;
  const { count, keep, rounds, seed, tolerance } = completed(options, comparison);
  const errors = errorsOf(numbers, free.length);
  return monteCarlo(
    {
      dimensions: free.length,
      count,
      keep,
      rounds,
      seed,
      leastAcceptance: LEAST_ACCEPTANCE,
      goal: (least) => Math.max(tolerance, errors * least),
    },
    (points) => run(comparison.problem(valuesAt(free, points))),
  );
}

/**
 * How many times the least distance is as near as the data tell. With independent normal errors of the size that the nearest candidate
 * leaves, n d^2 / s^2 is its least value and a chi square of p degrees of freedom, s^2 = n d_least^2 / (n - p). An ellipsoid that is
 * evenly full has the covariance of a normal distribution if its radius is where that chi square is p + 2.
 */
const errorsOf = (numbers: number, dimensions: number): number =>
  numbers > dimensions ? Math.sqrt(1 + (dimensions + 2) / (numbers - dimensions)) : 0;

/** What a round has kept, by its values. */
export function acceptedOf(free: readonly Free[], { points, weights, distances }: Survivors): Accepted {
  const sum = weights.reduce((a, b) => a + b);
  return { values: valuesAt(free, points), weights: weights.map((weight) => weight / sum), distances };
}

/** What is known of the free numbers by now. */
export const estimatesOf = (free: readonly Free[], { values, weights }: Accepted): readonly Estimate[] =>
  free.map((number, i) => estimateOf(number, values[i]!, weights));

function estimateOf(free: Free, values: Float64Array, weights: Float64Array): Estimate {
  const [low, median, high] = weightedQuantiles(values, weights, [0.05, 0.5, 0.95]) as [
    number,
    number,
    number,
  ];
  return { ...free, median, low, high, narrowed: (free.at(0.95) - free.at(0.05)) / (high - low) };
}

/** Options with their defaults. @throws InputError if one is not valid */
function completed(options: FitOptions, { free, problem }: Comparison) {
  const { count = fitDefaults.count, keep = fitDefaults.keep, tolerance = 0 } = options;
  const { rounds = fitDefaults.rounds, seed = fitDefaults.seed } = options;
  checkWhole('count', count, LEAST_COUNT, MOST_COUNT);
  checkWhole('rounds', rounds, 1, MOST_ROUNDS);
  checkWhole('seed', seed, 0, 0xffffffff);
  const fewest = 2 * (free.length + 1);
  if (!(keep > 0 && keep < 1) || keep * count < fewest)
    throw new InputError(
      `keep = ${keep} is out of range: it must be less than 1, and leave at least ${fewest} of ${count}`,
    );
  if (!(tolerance >= 0))
    throw new InputError(`tolerance = ${tolerance} is out of range: it must be at least 0`);
  const each = problem(free.map(() => new Float64Array(1))).population.count;
  if (count * each > MOST_NEURONS)
    throw new InputError(
      `count = ${count} makes ${count * each} neurons; use at most ${Math.floor(MOST_NEURONS / each)}`,
    );
  return { count, keep, rounds, seed, tolerance };
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InputError(
    `${name} = ${value} is out of range: it must be a whole number from ${least} to ${most}`,
  );
}
