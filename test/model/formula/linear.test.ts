import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/model/formula/evaluate.ts';
import { add, multiply, number } from '../../../src/model/formula/expr.ts';
import {
  expressionOf,
  isConstant,
  linearForm,
  ratio,
  variableRatio,
} from '../../../src/model/formula/linear.ts';
import { parse } from '../../../src/model/formula/parse.ts';
import { expressions, values } from '../../support/expressions.ts';

const form = (text: string) => linearForm(parse(text));

describe('linearForm', () => {
  it.each([
    ['3', {}, 3],
    ['V', { V: 1 }, 0],
    ['-(V + 40) / 10', { V: -0.1 }, -4],
    ['2 * (V - 3 * x) - V', { V: 1, x: -6 }, 0],
    ['(V + 1) * (2 * 2)', { V: 4 }, 4],
    ['V - V', {}, 0],
  ])('of %s', (text, factors, constant) => {
    const found = form(text);
    const named = [...found.terms].map(([name, { factor }]) => [name, factor]);
    const expected = Object.entries(factors).map(([name, factor]) => [name, expect.closeTo(factor, 12)]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(expected));
    expect(found.constant).toBeCloseTo(constant, 12);
  });

  it.each(['V * V', 'V^2', '1 / V', 'exp(V)', 'V * m', 'V < 1'])('%s is one atom', (text) => {
    const expr = parse(text);
    const { terms, constant } = linearForm(expr);
    expect([...terms.values()]).toEqual([{ atom: expr, factor: 1 }]);
    expect(constant).toBe(0);
  });

  it('takes the same expression for the same atom', () => {
    const shared = parse('exp(V)');
    const twice = linearForm(add(shared, multiply(number(2), shared)));
    expect([...twice.terms.values()]).toEqual([{ atom: shared, factor: 3 }]);
  });

  it('has the value of the expression', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        const exact = evaluate(expr, at);
        const found = linearForm(expr);
        const terms = [...found.terms.values()].map(({ atom, factor }) => factor * evaluate(atom, at));
        const scale = [...terms, found.constant].reduce((sum, term) => sum + Math.abs(term), 0);
        fc.pre(Number.isFinite(exact) && Math.abs(exact) < 1e100 && Number.isFinite(scale));
        const value = evaluate(expressionOf(found), at);
        // Terms cancel in other places: rounding is that of the largest number on the way.
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-12 * Math.max(scale, Math.abs(exact), 1e4));
      }),
    );
  });
});

describe('variableRatio', () => {
  it('leaves the constants out', () => {
    expect(variableRatio(form('-(V + 35) / 10'), form('-V / 80'))).toBeCloseTo(8, 12);
  });
});

describe('ratio', () => {
  it.each([
    ['2 * V + 80', 'V + 40', 2],
    ['0.1 * (V + 40)', '-(V + 40) / 10', -1],
    ['V', '-V / 80', -80],
  ])('of %s to %s is %d', (a, b, expected) => expect(ratio(form(a), form(b))).toBeCloseTo(expected, 12));

  it.each([
    ['V + 40', 'V + 41'],
    ['V', 'm'],
    ['V', 'V + m'],
    ['V + 1', 'V'],
    ['V', '0'],
  ])('there is none of %s to %s', (a, b) => expect(ratio(form(a), form(b))).toBeUndefined());
});

describe('isConstant', () => {
  it.each([
    ['3', true],
    ['V - V', true],
    ['V', false],
  ])('%s: %s', (text, expected) => expect(isConstant(form(text))).toBe(expected));
});
