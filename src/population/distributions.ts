import { exp, log } from './elementary.ts';
import { normalProbability, normalQuantile } from './quantile.ts';

/** How the values of a quantity are distributed. Both functions are monotone and each other's inverse. */
export interface Distribution {
  /** The share of the values up to x. */
  probability(x: number): number;
  /** The value up to which a share p lies, 0 < p < 1. */
  quantile(p: number): number;
}

/** Evenly between two ends, from < to. */
export function uniform({ from, to }: { from: number; to: number }): Distribution {
  return {
    probability: (x) => clamp((x - from) / (to - from), 0, 1),
    quantile: (p) => from + (to - from) * p,
  };
}

/** Evenly on a logarithmic scale, so that each factor is as likely everywhere; 0 < from < to. */
export function logUniform({ from, to }: { from: number; to: number }): Distribution {
  const decades = log(to / from);
  return {
    probability: (x) => (x <= from ? 0 : Math.min(1, log(x / from) / decades)),
    quantile: (p) => from * exp(decades * p),
  };
}

/** A normal distribution by its mean and standard deviation. */
export function normal({ mean, sd }: { mean: number; sd: number }): Distribution {
  return {
    probability: (x) => normalProbability((x - mean) / sd),
    quantile: (p) => mean + sd * normalQuantile(p),
  };
}

/** Numbers whose logarithm is distributed normally, by their median and the standard deviation of the logarithm. */
export function logNormal({ median, sigma }: { median: number; sigma: number }): Distribution {
  return {
    probability: (x) => (x <= 0 ? 0 : normalProbability(log(x / median) / sigma)),
    quantile: (p) => median * exp(sigma * normalQuantile(p)),
  };
}

const LARGEST_BELOW_ONE = 1 - 2 ** -53;

/** The share of a distribution that lies in a range, ends included. */
export function shareWithin({ probability }: Distribution, low: number, high: number): number {
  return probability(high) - probability(low);
}

/**
 * The values of a distribution that lie in a range, distributed as they are among themselves: u in (0, 1) to a value.
 * A share of the distribution must lie there.
 */
export function truncated(distribution: Distribution, low: number, high: number): (u: number) => number {
  const below = distribution.probability(low);
  const share = shareWithin(distribution, low, high);
  // The sum may round to 1, and the last digits of a value lead out of the range.
  return (u) => clamp(distribution.quantile(Math.min(below + share * u, LARGEST_BELOW_ONE)), low, high);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
