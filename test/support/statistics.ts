/** Mean, and the variance about it. */
export function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

/** Pearson's correlation of pairs. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [moments(x), moments(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - a.mean) * (y[i]! - b.mean), 0) / x.length;
  return covariance / Math.sqrt(a.variance * b.variance);
}

/** Four standard errors: a sound generator is outside of them once in 16,000 tests, and the seeds here are fixed. */
const SIGMAS = 4;

/** Bounds of mean, variance and correlation of `n` independent numbers that are evenly distributed over (0, 1). */
export function uniformBounds(n: number): { mean: number; variance: number; correlation: number } {
  return {
    mean: SIGMAS * Math.sqrt(1 / 12 / n),
    // The variance of (u - 1/2)^2 is 1/80 - 1/144 = 1/180.
    variance: SIGMAS * Math.sqrt(1 / 180 / n),
    correlation: SIGMAS / Math.sqrt(n),
  };
}
