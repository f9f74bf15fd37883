import { describe, expect, it } from 'vitest';
import { randomPoints, randomWords, uniform } from '../../src/population/random.ts';
import { correlation, moments, uniformBounds } from '../support/statistics.ts';

const N = 20_000;
const bounds = uniformBounds(N);
const series = (value: (i: number) => number) => Array.from({ length: N }, (_, i) => value(i));

describe('Threefry-2x32', () => {
  // Known answers of Random123 (kat_vectors, "threefry2x32 20"): counter, key, result.
  type Words = [number, number];
  const known: [counter: Words, key: Words, result: Words][] = [
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      [0xc4923a9c, 0x483df7a0],
    ],
  ];

  it.each(known)('of counter %j and key %j is %j', (counter, key, result) => {
    expect(randomWords(...key, ...counter)).toEqual(result);
  });
});

describe('uniform', () => {
  it('is never 0 or 1, and as far from the one as from the other', () => {
    expect(uniform(0, 0)).toBe(2 ** -53);
    expect(uniform(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
  });

  it('has the first word as its leading bits', () => {
    expect(uniform(0x80000000, 0)).toBe(0.5 + 2 ** -53);
    expect(Math.floor(uniform(0x12345678, 0xffffffff) * 2 ** 32)).toBe(0x12345678);
  });
});

describe('random points', () => {
  const design = { seed: 1, count: N, dimensions: 8 };
  const points = randomPoints(design);

  it.each([0, 1, 7])('are evenly distributed in dimension %d', (dimension) => {
    const { mean, variance } = moments(series((i) => points(i, dimension)));
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(bounds.mean);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(bounds.variance);
  });

  it('have no memory', () => {
    const own = series((i) => points(i, 0));
    for (const distance of [1, 2, 1024]) {
      const later = series((i) => points(i + distance, 0));
      expect(Math.abs(correlation(own, later))).toBeLessThan(bounds.correlation);
    }
  });

  it('are independent in different dimensions and for different seeds', () => {
    const own = series((i) => points(i, 0));
    const others = [1, 2, 3].map((dimension) => series((i) => points(i, dimension)));
    const reseeded = [0, 2, 0x80000001].map((seed) => {
      const other = randomPoints({ ...design, seed });
      return series((i) => other(i, 0));
    });
    for (const other of [...others, ...reseeded]) {
      expect(Math.abs(correlation(own, other))).toBeLessThan(bounds.correlation);
    }
  });
});
