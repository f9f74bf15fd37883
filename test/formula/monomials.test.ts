import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { add, type Expr, number } from '../../src/formula/expr.ts';
import { Interner } from '../../src/formula/interning.ts';
import { monomialRatio, monomialsOf, timesPowers, varies } from '../../src/formula/monomials.ts';
import { parse } from '../../src/formula/parse.ts';
import { smoothExpressions, values } from '../support/expressions.ts';

const interner = new Interner();
const of = (text: string) => monomialsOf(interner.intern(parse(text)), new Map());

describe('monomialsOf', () => {
  it.each([
    ['(V - Vh) / k', 'V / k - Vh / k'],
    ['k * (V + 40) * 2', '80 * k + 2 * V * k'],
    ['V - V', '0'],
    ['(V + 1) * (V - 1)', 'V * V - 1'],
    ['1 / exp(V) * exp(V)', '1'],
    ['V / (k + 2) / 2', '0.5 * (V / (k + 2))'],
  ])('of %s and %s are the same', (a, b) => {
    const sorted = (text: string) =>
      of(text)
        .map(({ coefficient, powers }) => `${coefficient} ${[...powers].map(String).sort()}`)
        .sort();
    expect(sorted(a)).toEqual(sorted(b));
  });

  it('has the value of the expression', () => {
    fc.assert(
      fc.property(smoothExpressions, values, (expr, at) => {
        const exact = evaluate(expr, at);
        fc.pre(Math.abs(exact) > 1e-100 && Math.abs(exact) < 1e100);
        const sum = monomialsOf(new Interner().intern(expr), new Map())
          .map((term): Expr => timesPowers(number(term.coefficient), term))
          .reduce(add, number(0));
        // All terms are positive but for pairs of signs: rounding alone.
        expect(Math.abs(evaluate(sum, at) / exact - 1)).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('monomialRatio', () => {
  it.each([
    ['V - Vh', '(V - Vh) / k', 1, 'k'],
    ['0.2 * (Vh - V)', '(V - Vh) / (2 * k)', -0.4, 'k'],
    ['V / k - 3 / k', 'V - 3', 1, '1 / k'],
    ['V', '2 * V', 0.5, '1'],
  ])('of %s to %s is %d times %s', (a, b, coefficient, powers) => {
    const ratio = monomialRatio(of(a), of(b));
    expect(ratio?.coefficient).toBeCloseTo(coefficient, 12);
    expect([...(ratio?.powers ?? [])]).toEqual([...(of(powers)[0]?.powers ?? [])]);
  });

  it.each([
    ['V - Vh', 'V'],
    ['V + 40', 'V + 41'],
    ['V', '0'],
    ['V / k - Vh', 'V - Vh'],
  ])('there is none of %s to %s', (a, b) => expect(monomialRatio(of(a), of(b))).toBeUndefined());
});

describe('varies', () => {
  it.each([
    ['3 * 2', false],
    ['V - V', false],
    ['V / k', true],
  ])('%s: %s', (text, expected) => expect(varies(of(text))).toBe(expected));
});
