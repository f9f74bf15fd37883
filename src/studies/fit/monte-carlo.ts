import { effectiveSize } from '../../analysis/weighted.ts';
import { InputError } from '../../input/schema.ts';
import { sobolPoints } from '../../population/sobol.ts';
import { type Points, type Proposal, proposalAround } from './perturbation.ts';

// Approximate Bayesian computation by sequential Monte Carlo: populations that come ever closer to data.

export interface MonteCarloOptions {
  readonly dimensions: number;
  /** Points that are drawn in each round. */
  readonly count: number;
  /** Share of them that is kept: the fewer, the faster the tolerance falls. */
  readonly keep: number;
  readonly seed: number;
  /** Most rounds. */
  readonly rounds: number;
  /** Share of a round's points inside the former tolerance below which another round is not worth it. */
  readonly leastAcceptance: number;
  /** The tolerance at which there is no more to be learnt, given the least distance so far. */
  readonly goal: (least: number) => number;
}

/** Points of the unit cube that are kept, with their weights and distances. */
export interface Survivors {
  readonly points: Points;
  readonly weights: Float64Array;
  readonly distances: Float64Array;
}

/** Why there was no other round. */
export type Ending = 'goal' | 'acceptance' | 'rounds';

/** What a round of candidates has left. */
export interface Round {
  /** From 1 on. */
  readonly round: number;
  /** No point that is kept is farther than this. */
  readonly tolerance: number;
  /** Share of this round's points inside the tolerance of the one before; 1 in the first round. */
  readonly acceptance: number;
  /** How many points that count equally would say as much. */
  readonly effective: number;
  /** Points drawn so far. */
  readonly drawn: number;
  readonly least: number;
  /** Points of this round that are infinitely far. */
  readonly beyond: number;
  readonly kept: Survivors;
  /** Undefined where another round follows. */
  readonly ending: Ending | undefined;
}

/**
 * Draws points from the whole unit cube, keeps the nearest, draws as many around them, and so on: population Monte Carlo (M. A. Beaumont,
 * J.-M. Cornuet, J.-M. Marin, C. P. Robert, Biometrika 96 (2009) 983-990), with the tolerance of each round a quantile of its distances
 * (C. C. Drovandi, A. N. Pettitt, Biometrics 67 (2011) 225-233). The weight of a point is one over the density that it was drawn with, since all
 * of the cube is as likely beforehand: the kept ones are a sample of what the data leave possible within the tolerance. The same seed
 * and distances give the same rounds.
 * @param distancesOf how far each point is from the data; not finite where it is infinitely far
 * @throws InputError if no point of the first round has a distance
 */
export async function* monteCarlo(
  options: MonteCarloOptions,
  distancesOf: (points: Points) => Promise<Float64Array>,
): AsyncGenerator<Round, void> {
  let last: Round | undefined;
  do {
    const proposal = last
      ? proposalAround(last.kept.points, last.kept.weights, { ...options, round: last.round })
      : evenly(options);
    last = roundOf(options, proposal, await distancesOf(proposal.points), last);
    yield last;
  } while (!last.ending);
}

function roundOf(
  options: MonteCarloOptions,
  proposal: Proposal,
  distances: Float64Array,
  last: Round | undefined,
): Round {
  const { count, keep } = options;
  const sorted = distances.filter(Number.isFinite).sort();
  if (!last && sorted.length === 0)
    throw new InputError(
      'no neuron of the first round can be compared with the data; use wider or other ranges',
    );
  const least = Math.min(last?.least ?? Number.POSITIVE_INFINITY, sorted[0] ?? Number.POSITIVE_INFINITY);
  const inside = last ? distances.filter((distance) => distance <= last.tolerance).length : sorted.length;
  // Half of those that came nearer at most, so that the tolerance falls however many dimensions the proposal misses it in.
  const kept = Math.min(Math.round(keep * count), Math.ceil(inside / 2));
  const wanted = sorted[kept - 1] ?? last!.tolerance;
  const goal = options.goal(least);
  const tolerance = Math.max(wanted, goal);
  const round = (last?.round ?? 0) + 1;
  const acceptance = last ? inside / count : 1;
  const nearest = inside > 0 ? keptOf(proposal, distances, tolerance) : last!.kept;
  return {
    round,
    tolerance,
    acceptance,
    effective: effectiveSize(nearest.weights),
    drawn: round * count,
    least,
    beyond: count - sorted.length,
    kept: nearest,
    ending: endingOf(options, { round, acceptance, isThere: wanted <= goal }),
  };
}

function endingOf(
  { rounds, leastAcceptance }: MonteCarloOptions,
  { round, acceptance, isThere }: { round: number; acceptance: number; isThere: boolean },
): Ending | undefined {
  if (isThere) return 'goal';
  if (acceptance < leastAcceptance) return 'acceptance';
  return round >= rounds ? 'rounds' : undefined;
}

function keptOf({ points, density }: Proposal, distances: Float64Array, tolerance: number): Survivors {
  const inside = Uint32Array.from(distances.keys()).filter((i) => distances[i]! <= tolerance);
  const those = (value: (i: number) => number) => Float64Array.from(inside, value);
  return {
    points: points.map((values) => those((i) => values[i]!)),
    weights: those((i) => 1 / density(i)),
    distances: those((i) => distances[i]!),
  };
}

function evenly({ dimensions, count, seed }: MonteCarloOptions): Proposal {
  const points = sobolPoints({ seed, count, dimensions });
  return {
    points: Array.from({ length: dimensions }, (_, d) =>
      Float64Array.from({ length: count }, (_, i) => points(i, d)),
    ),
    density: () => 1,
  };
}
