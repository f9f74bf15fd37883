import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Distribution,
  logNormal,
  logUniform,
  normal,
  shareWithin,
  truncated,
  uniform,
} from '../../src/population/distributions.ts';
import { moments } from '../support/statistics.ts';

const distributions: Record<string, Distribution> = {
  uniform: uniform({ from: 60, to: 180 }),
  'log-uniform': logUniform({ from: 0.5, to: 80 }),
  normal: normal({ mean: 36, sd: 14 }),
  'log-normal': logNormal({ median: 30, sigma: 0.8 }),
};
const kinds = Object.entries(distributions);
const inside = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true });
const N = 10_000;
const evenly = Array.from({ length: N }, (_, i) => (i + 0.5) / N);

describe.each(kinds)('a %s distribution', (_, distribution) => {
  it('has quantile and probability as inverses', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        // Near 1 the probability has lost digits that the quantile still has.
        expect(distribution.probability(distribution.quantile(p))).toBeCloseTo(p, 13);
      }),
    );
  });

  it('has probabilities 0 and 1 at the ends of the numbers', () => {
    expect(distribution.probability(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(distribution.probability(Number.POSITIVE_INFINITY)).toBe(1);
  });

  it('is itself where every number is valid', () => {
    const draw = truncated(distribution, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(inside, (u) => {
        expect(draw(u)).toBe(distribution.quantile(u));
      }),
    );
  });

  const range = fc
    .tuple(fc.double({ min: 1, max: 150, noNaN: true }), fc.double({ min: 1, max: 150, noNaN: true }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    .filter(([low, high]) => shareWithin(distribution, low, high) > 1e-6);

  it('draws nothing outside of a range, and more for more', () => {
    fc.assert(
      fc.property(range, inside, inside, ([low, high], a, b) => {
        const draw = truncated(distribution, low, high);
        const [less, more] = [draw(Math.min(a, b)), draw(Math.max(a, b))];
        expect(less).toBeGreaterThanOrEqual(low);
        expect(more).toBeLessThanOrEqual(high);
        // To the last digits of logarithm and quantile.
        expect(less).toBeLessThanOrEqual(more * (1 + 1e-14));
      }),
    );
  });

  it('keeps its proportions in a range', () => {
    const [low, middle, high] = [62, 70, 78];
    const draw = truncated(distribution, low, high);
    const share = evenly.filter((u) => draw(u) <= middle).length / N;
    const expected = shareWithin(distribution, low, middle) / shareWithin(distribution, low, high);
    // Counting evenly spaced u is good to one of them.
    expect(Math.abs(share - expected)).toBeLessThanOrEqual(1 / N);
  });
});

describe('what the numbers of a distribution mean', () => {
  it('are the ends', () => {
    expect(uniform({ from: -5, to: 3 }).quantile(0.25)).toBe(-3);
    expect(logUniform({ from: 1, to: 100 }).quantile(0.5)).toBeCloseTo(10, 12);
  });

  it('are mean and standard deviation', () => {
    const { mean, variance } = moments(evenly.map(normal({ mean: 36, sd: 4 }).quantile));
    expect(mean).toBeCloseTo(36, 10);
    // The midpoint rule leaves out part of the tails, below 1/N of the variance.
    expect(Math.abs(variance / 16 - 1)).toBeLessThan(10 / N);
  });

  it('are median and standard deviation of the logarithm', () => {
    const lognormal = logNormal({ median: 0.3, sigma: 0.2 });
    expect(lognormal.quantile(0.5)).toBe(0.3);
    const { mean, variance } = moments(evenly.map((u) => Math.log(lognormal.quantile(u))));
    expect(mean).toBeCloseTo(Math.log(0.3), 10);
    expect(Math.abs(variance / 0.04 - 1)).toBeLessThan(10 / N);
  });
});

describe('truncated', () => {
  it('stays finite where the sum of the shares rounds to 1', () => {
    const draw = truncated(normal({ mean: 0, sd: 1 }), 1, Number.POSITIVE_INFINITY);
    expect(draw(1 - 2 ** -53)).toBeLessThan(9);
  });
});
