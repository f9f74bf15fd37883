import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latinHypercube, permutation } from '../../src/population/latin-hypercube.ts';
import { correlation, moments, uniformBounds } from '../support/statistics.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });

describe('permutation', () => {
  it('has every number once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), word, fc.nat(100), (count, seed, number) => {
        const order = permutation(count, seed, number);
        const found = new Set(Array.from({ length: count }, (_, i) => order(i)));
        expect(found.size).toBe(count);
        for (const value of found) expect(value).toBeLessThan(count);
      }),
    );
  });

  it('holds for the largest population', () => {
    const count = 0xffffffff;
    const order = permutation(count, 1, 0);
    const values = [0, 1, 2 ** 31, count - 1].map(order);
    expect(new Set(values).size).toBe(4);
    for (const value of values) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(count);
    }
  });

  it.each([2, 3, 4, 5, 7, 12])('makes every pair of places of %d as likely over the seeds', (count) => {
    const seeds = 20_000;
    const pairs = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed++) {
      const order = permutation(count, seed, 3);
      const pair = `${order(0)},${order(count - 1)}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const kinds = count * (count - 1);
    const expected = seeds / kinds;
    const chiSquare =
      [...pairs.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0) +
      (kinds - pairs.size) * expected;
    // Mean and variance of chi-square are its degrees of freedom f and 2 f; four standard deviations above, and more
    // for the skewness of few degrees (a single one is above 16 once in 16,000).
    const freedom = kinds - 1;
    expect(chiSquare).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom) + 10);
  });
});

describe('a Latin hypercube', () => {
  it('has one point in each interval of every dimension', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), word, (count, seed) => {
        const points = latinHypercube({ seed, count, dimensions: 3 });
        for (const dimension of [0, 1, 2]) {
          const intervals = Array.from({ length: count }, (_, i) => Math.floor(points(i, dimension) * count));
          expect(intervals.sort((a, b) => a - b)).toEqual([...intervals.keys()]);
        }
      }),
    );
  });

  it('stays inside (0, 1) with the most points', () => {
    const count = 0xffffffff;
    const points = latinHypercube({ seed: 1, count, dimensions: 1 });
    for (let i = 0; i < 1000; i++) {
      expect(points(i, 0)).toBeGreaterThan(0);
      expect(points(i, 0)).toBeLessThan(1);
    }
    // The outermost point that there can be, whatever the seed.
    expect((count - 1 + (1 - 2 ** -21)) / count).toBeLessThan(1);
  });

  const n = 10_000;
  const points = latinHypercube({ seed: 5, count: n, dimensions: 8 });
  const coordinates = Array.from({ length: 8 }, (_, dimension) =>
    Array.from({ length: n }, (_, i) => points(i, dimension)),
  );
  const bound = uniformBounds(n);

  it('has uncorrelated dimensions', () => {
    for (const [i, coordinate] of coordinates.entries()) {
      for (const other of coordinates.slice(0, i)) {
        expect(Math.abs(correlation(coordinate, other))).toBeLessThan(bound.correlation);
      }
    }
  });

  it('has uncorrelated neighbours', () => {
    for (const coordinate of coordinates) {
      expect(Math.abs(correlation(coordinate.slice(1), coordinate.slice(0, -1)))).toBeLessThan(
        bound.correlation,
      );
    }
  });

  it('has points anywhere in their intervals', () => {
    const places = coordinates[0]!.map((u) => u * n - Math.floor(u * n));
    const { mean, variance } = moments(places);
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(bound.mean);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(bound.variance);
  });
});
