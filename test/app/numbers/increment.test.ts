import fc from 'fast-check';
import { expect, test } from 'vitest';
import { increment, moved } from '../../../src/app/numbers/increment.ts';

const free = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

test('a step is round, and small beside range and value', () => {
  expect(increment(120, { low: 0, high: 500 })).toBe(1);
  expect(increment(0.3, { low: 0, high: 10 })).toBe(0.005);
  expect(increment(-54.4, { low: -120, high: 20 })).toBe(0.2);
  expect(increment(0, { low: 0, high: 40 })).toBe(0.05);
  expect(increment(10, free)).toBe(0.2);
  expect(increment(0, free)).toBe(0.1);
  expect(increment(3, { low: 1, high: 64, whole: true })).toBe(1);
});

test('a number moves on multiples of the step and stays in its limits', () => {
  expect(moved(0.3, 1, 0.1, free)).toBe(0.4);
  expect(moved(6.33, -1, 0.05, free)).toBe(6.3);
  expect(moved(1, -100, 0.2, { low: 0, high: 5 })).toBe(0);
  // What must be positive does not become 0.
  expect(moved(1, -100, 0.02, { low: 0, high: 5, open: true })).toBe(0.02);
  fc.assert(
    fc.property(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
      fc.integer({ min: -1000, max: 1000 }),
      (low, width, steps) => {
        const limits = { low, high: low + width };
        const value = low + width / 2;
        const next = moved(value, steps, increment(value, limits), limits);
        expect(next).toBeGreaterThanOrEqual(limits.low);
        expect(next).toBeLessThanOrEqual(limits.high);
      },
    ),
  );
});
