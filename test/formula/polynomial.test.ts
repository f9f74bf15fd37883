import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { symbol } from '../../src/formula/expr.ts';
import { polynomial } from '../../src/formula/polynomial.ts';
import { operationCounts } from '../support/counting.ts';

const coefficient = fc.oneof(
  fc.constantFrom(0, 1),
  fc.double({ min: -4, max: 4, noNaN: true }),
) as fc.Arbitrary<number>;
const argument = fc.double({ min: -3, max: 3, noNaN: true });

const terms = (coefficients: readonly number[], x: number) => coefficients.map((c, i) => c * x ** i);

function expectSum(coefficients: readonly number[], x: number): void {
  const exact = terms(coefficients, x).reduce((a, b) => a + b, 0);
  // Two roundings of 1.1e-16 per term, of sums that are no larger than that of the terms' sizes.
  const size = terms(coefficients, x).reduce((a, b) => a + Math.abs(b), 0);
  const value = evaluate(polynomial(symbol('x'), coefficients), { x });
  expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-14 * size + 1e-300);
}

describe('polynomial', () => {
  it('is the sum of its terms', () => {
    fc.assert(
      fc.property(fc.array(coefficient, { maxLength: 10 }), argument, (coefficients, x) =>
        expectSum(coefficients, x),
      ),
    );
  });

  it('is the sum of its terms where those of odd order from x^3 on are missing', () => {
    fc.assert(
      fc.property(
        coefficient,
        coefficient,
        fc.array(coefficient, { minLength: 1, maxLength: 4 }),
        argument,
        (c0, c1, even, x) => expectSum([c0, c1, ...even.flatMap((c) => [c, 0])], x),
      ),
    );
  });

  it.each([
    [[], 0, 0],
    [[2], 0, 0],
    [[2, 0, 0], 0, 0],
    [[2, 3], 1, 1],
    [[1, 2, 3, 4], 3, 3],
    // x^2 once, c4 x^2 + c2 times it, c1 x.
    [[1, -0.5, 1 / 12, 0, -1 / 720], 4, 3],
    [[1, -0.5, 1 / 12, 0, -1 / 720, 0, 1 / 30240], 5, 4],
  ])('of %j takes %d products and %d sums', (coefficients, products, sums) => {
    const counts = operationCounts(new Map([['out', polynomial(symbol('x'), coefficients)]]));
    expect([counts.multiply ?? 0, counts.add ?? 0]).toEqual([products, sums]);
  });
});
