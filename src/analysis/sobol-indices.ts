import { randomWords, streams } from '../population/random.ts';
import { sobolPoints } from '../population/sobol.ts';

// How much of the variance of a function over a box each of its arguments makes (I. M. Sobol, Math. Model. Comput. Exp. 1 (1993)
// 407-414), from two independent samples A and B and, for each argument i, A with the column i of B (A. Saltelli et al., Comput. Phys.
// Commun. 181 (2010) 259-270).

/** Ends of an argument, which is evenly distributed between them. */
export type Ends = readonly [low: number, high: number];

/** Which points of the box are looked at. */
export interface Design {
  readonly ranges: readonly Ends[];
  /** Points of A; there are count (arguments + 2) in all. A power of two is most even. */
  readonly count: number;
  readonly seed: number;
}

/** Shares of the variance, with their standard errors. */
export interface Indices {
  readonly mean: number;
  readonly variance: number;
  /** By argument: what it makes alone. */
  readonly first: readonly number[];
  readonly firstErrors: readonly number[];
  /** By argument: what it makes alone and together with others. */
  readonly total: readonly number[];
  readonly totalErrors: readonly number[];
}

/**
 * The points, argument by argument: those of A, of B, and of A with one column of B, in the order of the arguments. A and B are the two
 * halves of the coordinates of scrambled Sobol points.
 */
export function sobolDesign({ ranges, count, seed }: Design): number[][] {
  const points = sobolPoints({ seed, count, dimensions: 2 * ranges.length });
  return ranges.map(([low, high], argument) => {
    const column = (dimension: number) =>
      Array.from({ length: count }, (_, i) => low + (high - low) * points(i, dimension));
    const [a, b] = [column(argument), column(ranges.length + argument)];
    return [a, b, ...ranges.map((_, other) => (other === argument ? b : a))].flat();
  });
}

/** Samples with replacement that errors are taken from. */
const RESAMPLES = 200;

/**
 * First-order indices by the estimator (b) of Saltelli's Table 2, total ones by (f), M. J. W. Jansen's (Comput. Phys. Commun. 117 (1999)
 * 35-43); errors by resampling points (B. Efron, Ann. Statist. 7 (1979) 1-26), as if these were independent: Sobol points are rather better.
 * @param values of the function at the points of `sobolDesign`
 */
export function sobolIndices(values: ArrayLike<number>, count: number, seed: number): Indices {
  const blocks = values.length / count;
  const of = (block: number, i: number) => values[block * count + i]!;
  let mean = 0;
  for (let i = 0; i < 2 * count; i++) mean += values[i]! / (2 * count);
  // Terms of the sums, point by point; the mean is taken out, which changes no expectation and makes errors smaller.
  const sums = Array.from({ length: count }, (_, i) => of(0, i) + of(1, i) - 2 * mean);
  const squares = Array.from({ length: count }, (_, i) => (of(0, i) - mean) ** 2 + (of(1, i) - mean) ** 2);
  const terms = Array.from({ length: blocks - 2 }, (_, argument) => ({
    first: Array.from({ length: count }, (__, i) => (of(1, i) - mean) * (of(argument + 2, i) - of(0, i))),
    total: Array.from({ length: count }, (__, i) => (of(0, i) - of(argument + 2, i)) ** 2 / 2),
  }));
  const indicesOf = (weights: ArrayLike<number>) => {
    const average = (all: readonly number[]) => all.reduce((sum, x, i) => sum + weights[i]! * x, 0) / count;
    const variance = average(squares) / 2 - (average(sums) / 2) ** 2;
    return {
      variance,
      first: terms.map(({ first }) => average(first) / variance),
      total: terms.map(({ total }) => average(total) / variance),
    };
  };
  const found = indicesOf(new Uint32Array(count).fill(1));
  const resampled = Array.from({ length: RESAMPLES }, (_, resample) =>
    indicesOf(resampledWeights(count, seed, resample)),
  );
  return {
    mean,
    ...found,
    firstErrors: terms.map((_, argument) => deviation(resampled.map(({ first }) => first[argument]!))),
    totalErrors: terms.map((_, argument) => deviation(resampled.map(({ total }) => total[argument]!))),
  };
}

/** How often each of some points is in a sample of as many with replacement. */
function resampledWeights(count: number, seed: number, resample: number): Uint32Array {
  const weights = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const [word] = randomWords(seed, streams.resampling, resample, i);
    weights[Math.floor((word / 2 ** 32) * count)]!++;
  }
  return weights;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
