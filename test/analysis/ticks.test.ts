import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundSpan, roundTicks } from '../../src/analysis/ticks.ts';

describe('inside of a range', () => {
  it.each([
    [0, 60, 8, [0, 10, 20, 30, 40, 50, 60]],
    [0, 60, 3, [0, 50]],
    [6.1, 6.4, 4, [6.1, 6.2, 6.3, 6.4]],
    [60, 0, 2, [0, 50]],
    [5.1, 5.9, 1, [5.5]],
    [5.5, 5.5, 4, [5.5]],
    [-90, 50, 4, [-50, 0, 50]],
  ])('%f to %f, at most %i', (from, to, most, expected) =>
    expect(roundTicks(from, to, most)).toEqual(expected),
  );
});

describe('around a range', () => {
  it.each([
    [0, 123, [0, 50, 100, 150]],
    [0, 60, [0, 20, 40, 60]],
    [-3, 4, [-4, -2, 0, 2, 4]],
    [0, 0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    [10, 10, [10]],
  ])('%f to %f', (from, to, expected) => expect(roundTicks(from, to, 6, 'around')).toEqual(expected));
});

// Parameters and currents have a few digits; ends that differ in the last of 16 digits have no round values between.
const end = fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100);

it('there are never more than allowed, and they lie where they should', () => {
  fc.assert(
    fc.property(end, end, fc.integer({ min: 1, max: 20 }), (from, to, most) => {
      fc.pre(from !== to);
      const [low, high] = [Math.min(from, to), Math.max(from, to)];
      const inside = roundTicks(from, to, most);
      expect(inside.length).toBeLessThanOrEqual(most);
      expect(inside.every((tick) => tick >= low && tick <= high)).toBe(true);
      const around = roundTicks(from, to, most + 2, 'around');
      expect(around.length).toBeLessThanOrEqual(most + 2);
      expect(around[0]).toBeLessThanOrEqual(low);
      expect(around.at(-1)).toBeGreaterThanOrEqual(high);
    }),
  );
});

it('refuses what has no ticks', () => {
  expect(() => roundTicks(0, Number.POSITIVE_INFINITY, 5)).toThrow(/must be finite/);
  expect(() => roundTicks(Number.NaN, 1, 5)).toThrow(/must be finite/);
});

it.each([
  [
    [0, 12, Number.NaN, 123],
    [0, 150],
  ],
  [
    [90, 110, 123],
    [90, 130],
  ],
  [
    [40, 123],
    [0, 150],
  ],
  [
    [-77, -60, 31],
    [-100, 50],
  ],
  [
    [5, 5],
    [0, 5],
  ],
  [
    [-5, -5],
    [-5, 0],
  ],
  [
    [0, 0],
    [0, 1],
  ],
  [[Number.NaN], [0, 1]],
])('an axis for %j goes over %j', (values, span) => {
  expect(roundSpan(values)).toEqual(span);
});
