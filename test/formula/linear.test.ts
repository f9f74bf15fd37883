import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { call, exp, symbol } from '../../src/formula/expr.ts';
import { expressionOf, isConstant, linearForm, ratio, variableRatio } from '../../src/formula/linear.ts';
import { parse } from '../../src/formula/parse.ts';
import { expressions, values } from '../support/expressions.ts';

const form = (text: string) => linearForm(parse(text));

/** The factors of a form by the names of its symbols. */
function factors(text: string): Record<string, number> {
  const { terms, constant } = form(text);
  const named = [...terms.values()].map(({ atom, factor }) => [
    atom.kind === 'symbol' ? atom.name : '?',
    factor,
  ]);
  return { ...Object.fromEntries(named), ...(constant === 0 ? {} : { constant }) };
}

describe('linearForm', () => {
  it.each([
    ['3', { constant: 3 }],
    ['V', { V: 1 }],
    ['-(V + 40) / 10', { V: -0.1, constant: -4 }],
    ['2 * (V - 3 * x) - V', { V: 1, x: -6 }],
    ['(V + 1) * 4', { V: 4, constant: 4 }],
    ['V - V', {}],
    ['2 * exp(V) + 1', { '?': 2, constant: 1 }],
    ['V * m', { '?': 1 }],
    ['1 / V', { '?': 1 }],
    ['V^2', { '?': 1 }],
  ])('of %s', (text, expected) => {
    const close = Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 12)]);
    expect(factors(text)).toEqual(Object.fromEntries(close));
  });

  it('takes a shared subtree for one atom', () => {
    const shared = exp(symbol('V'));
    const { terms } = linearForm(call('add', shared, call('negate', call('add', shared, shared))));
    expect([...terms.values()]).toEqual([{ atom: shared, factor: -1 }]);
  });

  it('has the value of the expression', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        const exact = evaluate(expr, at);
        const linear = linearForm(expr);
        let scale = Math.abs(linear.constant);
        for (const { atom, factor } of linear.terms.values()) scale += Math.abs(factor * evaluate(atom, at));
        fc.pre(Number.isFinite(exact) && scale < 1e100);
        // Terms cancel in other places: rounding is that of the largest number on the way.
        const bound = 1e-12 * Math.max(scale, Math.abs(exact), 1e4);
        expect(Math.abs(evaluate(expressionOf(linear), at) - exact)).toBeLessThanOrEqual(bound);
      }),
    );
  });
});

describe('ratio', () => {
  it.each([
    ['2 * V + 80', 'V + 40', 2],
    ['0.1 * (V + 40)', '-(V + 40) / 10', -1],
    ['V', '-V / 80', -80],
    ['2 * V - 4 * m', 'V - 2 * m', 2],
  ])('of %s to %s is %d', (a, b, expected) => expect(ratio(form(a), form(b))).toBeCloseTo(expected, 12));

  it.each([
    ['V + 40', 'V + 41'],
    ['V', 'm'],
    ['V', 'V + m'],
    ['V + 1', 'V'],
    ['V', '0'],
  ])('there is none of %s to %s', (a, b) => expect(ratio(form(a), form(b))).toBeUndefined());

  it('may leave the constants out', () => {
    expect(variableRatio(form('2 * V + 1'), form('V + 41'))).toBe(2);
    expect(variableRatio(form('V'), form('m'))).toBeUndefined();
  });
});

describe('isConstant', () => {
  it.each([
    ['3', true],
    ['V - V', true],
    ['V', false],
  ])('%s: %s', (text, expected) => expect(isConstant(form(text))).toBe(expected));
});
