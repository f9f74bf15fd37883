import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/model/formula/evaluate.ts';
import { isConstant, linearForm, ratio } from '../../../src/model/formula/linear.ts';
import { parse } from '../../../src/model/formula/parse.ts';
import { expressions, values } from '../../support/expressions.ts';

const form = (text: string) => {
  const found = linearForm(parse(text));
  if (!found) throw new Error(`${text} is not linear`);
  return found;
};

describe('linearForm', () => {
  it.each([
    ['3', { '': 3 }],
    ['V', { V: 1 }],
    ['-(V + 40) / 10', { V: -0.1, '': -4 }],
    ['2 * (V - 3 * x) - V', { V: 1, x: -6 }],
    ['(V + 1) * 4', { V: 4, '': 4 }],
    ['V - V', { V: 0 }],
  ])('of %s', (text, expected) => {
    const found = form(text);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 12)])),
    );
  });

  it.each(['V * V', 'V^2', '1 / V', 'exp(V)', 'V * m', 'V < 1'])('there is none of %s', (text) => {
    expect(linearForm(parse(text))).toBeUndefined();
  });

  it('has the value of the expression', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        const found = linearForm(expr);
        const exact = evaluate(expr, at);
        fc.pre(found !== undefined && Number.isFinite(exact) && Math.abs(exact) < 1e100);
        let [value, scale] = [0, 0];
        for (const [name, factor] of found ?? []) {
          const term = factor * (name === '' ? 1 : (at[name] ?? Number.NaN));
          value += term;
          scale += Math.abs(term);
        }
        fc.pre(Number.isFinite(scale));
        // Terms cancel in other places: rounding is that of the largest number on the way.
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-12 * Math.max(scale, Math.abs(exact), 1e4));
      }),
    );
  });
});

describe('ratio', () => {
  it.each([
    ['2 * V + 80', 'V + 40', 2],
    ['0.1 * (V + 40)', '-(V + 40) / 10', -1],
    ['V', '-V / 80', -80],
    ['3', '6', 0.5],
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
