/** Values of a function at both sides of a point, at some distances; NaN where it has none. */
export interface Differences {
  /** Distances, each `RATIO` times smaller than the one before. */
  readonly steps: readonly number[];
  readonly above: readonly number[];
  readonly below: readonly number[];
  /** How far the function can be off, by rounding, or because it counts. */
  readonly resolution: number;
}

/** A derivative by differences, and how far to trust it. */
export interface Derivative {
  readonly value: number;
  /** What it may be off by: the last change by extrapolation, and what the resolution makes of it. */
  readonly error: number;
  /** The least distance that it was made from. */
  readonly step: number;
}

/** From one distance to the next. */
export const RATIO = 2;

/**
 * The derivative from central differences at many distances, extrapolated to the distance 0 (C. J. F. Ridders, Adv. Eng. Softw. 4 (1982)
 * 75-76). An estimate is taken as uncertain by its distance from those that it is made of, or from the one of the distance before, and by what the resolution of the
 * function makes of it, which grows as distances shrink; the one with the least uncertainty is taken.
 */
export function derivativeFrom({ steps, above, below, resolution }: Differences): Derivative {
  let best: Derivative = { value: Number.NaN, error: Number.POSITIVE_INFINITY, step: Number.NaN };
  const consider = ({ value, noise }: Estimate, change: number, step: number) => {
    // Where a value is missing, nothing is less than NaN.
    if (change + noise < best.error) best = { value, error: change + noise, step };
  };
  let former: Estimate[] = [];
  for (const [i, step] of steps.entries()) {
    const row: Estimate[] = [{ value: (above[i]! - below[i]!) / (2 * step), noise: resolution / (2 * step) }];
    const [before] = former;
    if (before) consider(row[0]!, Math.abs(row[0]!.value - before.value), step);
    for (const [order, coarse] of former.entries()) {
      const fine = row[order]!;
      // Errors of central differences go with even powers of the distance.
      const weight = RATIO ** (2 * (order + 1));
      const value = (weight * fine.value - coarse.value) / (weight - 1);
      const noise = (weight * fine.noise + coarse.noise) / (weight - 1);
      const estimate = { value, noise };
      consider(estimate, Math.max(Math.abs(value - fine.value), Math.abs(value - coarse.value)), step);
      row.push(estimate);
    }
    former = row;
  }
  return best;
}

interface Estimate {
  readonly value: number;
  readonly noise: number;
}
