import { expect, it } from 'vitest';
import { float64Operations } from '../../src/formula/evaluate.ts';
import type { Operation } from '../../src/formula/expr.ts';
import { singleOperations } from '../../src/formula/single.ts';

it('is float64 where numbers are of usual size', () => {
  const { lookup: _, ...ofNumbers } = singleOperations;
  for (const [name, single] of Object.entries(ofNumbers)) {
    for (const [x, y, z] of [
      [0.3, 2.5, -1],
      [-4.5, 1.25, 3],
      [12, -3, 0],
    ] as const) {
      const exact = float64Operations[name as Operation](x, y, z);
      if (Number.isNaN(exact)) expect(single(x, y, z), name).toBeNaN();
      else expect(single(x, y, z), name).toBeCloseTo(exact, 10);
    }
  }
});

it('ends where float32 ends, and exponentials where they are ended', () => {
  const { multiply, divide, exp, cosh, bernoulli } = singleOperations;
  expect(multiply(1e20, 1e20, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(multiply(-1e20, 1e20, 0)).toBe(Number.NEGATIVE_INFINITY);
  expect(divide(1e-20, 1e20, 0)).toBe(0);
  expect(exp(100, 0, 0)).toBeCloseTo(1e30, -20);
  expect(cosh(100, 0, 0)).toBeCloseTo(5e29, -20);
  expect(bernoulli(100, 0, 0)).toBeCloseTo(1e-28, 40);
});
