import { resampled, weightedCovariance } from '../../analysis/weighted.ts';
import { exp } from '../../population/elementary.ts';
import { normalQuantile } from '../../population/quantile.ts';
import { randomWords, streams, uniform } from '../../population/random.ts';

/** Points of the unit cube, by dimension: `points[dimension][i]`. */
export type Points = readonly Float64Array[];

/** New points near others, and how likely each was. */
export interface Proposal {
  readonly points: Points;
  /** The density with which a point of the unit cube is drawn; 1 where all are as likely. */
  density(i: number): number;
}

/** Points that new ones are drawn around: enough to stand for all, and few enough that densities are soon summed. */
const ANCESTORS = 1024;
/** Distance (standard deviations) beyond which a point adds nothing to a density: exp(-32) is 1e-14. */
const FAR = 8;
/** Variance that is added in each direction, where all points lie in a plane. */
const LEAST_VARIANCE = 1e-18;

/**
 * Draws points around others, by a normal distribution with twice their weighted covariance (Beaumont et al.
 * 2009, see `monte-carlo.ts`; S. Filippi, C. P. Barnes, J. Cornebise, M. P. H. Stumpf, Stat. Appl. Genet. Mol. Biol. 12 (2013) 87-107, for several
 * dimensions). What falls out of the cube is drawn again around another one.
 * @param round distinguishes the random numbers of one round from those of others
 */
export function proposalAround(
  points: Points,
  weights: Float64Array,
  { count, seed, round }: { readonly count: number; readonly seed: number; readonly round: number },
): Proposal {
  const dimensions = points.length;
  const spread = cholesky(
    weightedCovariance(points, weights).map((row, i) =>
      row.map((value, j) => 2 * value + (i === j ? LEAST_VARIANCE : 0)),
    ),
  );
  const ancestors = resampled(weights, Math.min(ANCESTORS, weights.length));
  const drawn = points.map(() => new Float64Array(count));
  const steps = new Float64Array(dimensions);
  const point = new Float64Array(dimensions);
  let attempts = 0;
  for (let found = 0; found < count; attempts++) {
    const from = ancestors[attempts % ancestors.length]!;
    let inside = true;
    // No further than the first number that falls out: most do where there are many and little is known of them.
    for (let d = 0; d < dimensions && inside; d++) {
      steps[d] = normalQuantile(
        uniform(...randomWords(seed, streams.perturbation, attempts, round * dimensions + d)),
      );
      let value = points[d]![from]!;
      for (let e = 0; e <= d; e++) value += spread[d]![e]! * steps[e]!;
      point[d] = value;
      inside = value > 0 && value < 1;
    }
    if (!inside) continue;
    for (let d = 0; d < dimensions; d++) drawn[d]![found] = point[d]!;
    found++;
  }
  const density = mixture(points, ancestors, spread);
  const share = count / attempts;
  return { points: drawn, density: (i) => density(drawn.map((values) => values[i]!)) / share };
}

/** The density of a normal distribution around each of some points, all as likely. */
function mixture(
  points: Points,
  around: Uint32Array,
  spread: readonly (readonly number[])[],
): (point: readonly number[]) => number {
  const dimensions = points.length;
  const centres = Array.from(around, (i) =>
    whitened(
      spread,
      points.map((values) => values[i]!),
    ),
  );
  const volume = spread.reduce((product, row, d) => product * row[d]!, (2 * Math.PI) ** (dimensions / 2));
  return (point) => {
    const at = whitened(spread, point);
    let sum = 0;
    for (const centre of centres) {
      let square = 0;
      for (let d = 0; d < dimensions; d++) square += (at[d]! - centre[d]!) ** 2;
      if (square < FAR ** 2) sum += exp(-square / 2);
    }
    return sum / centres.length / volume;
  };
}

/** The lower triangular L with L L' = A, of a symmetric positive definite A. */
export function cholesky(A: readonly (readonly number[])[]): number[][] {
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let value = A[i]![j]!;
      for (let k = 0; k < j; k++) value -= L[i]![k]! * L[j]![k]!;
      L[i]![j] = i === j ? Math.sqrt(Math.max(value, LEAST_VARIANCE)) : value / L[j]![j]!;
    }
  }
  return L;
}

/** x with L x = b. */
function whitened(L: readonly (readonly number[])[], b: readonly number[]): number[] {
  const x: number[] = [];
  for (const [i, row] of L.entries()) {
    let value = b[i]!;
    for (let k = 0; k < i; k++) value -= row[k]! * x[k]!;
    x.push(value / row[i]!);
  }
  return x;
}
