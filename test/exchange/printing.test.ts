import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, Printer } from '../../src/exchange/printing.ts';
import { evaluate, float64Operations } from '../../src/formula/evaluate.ts';
import { call, type Expr, number, symbol } from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';
import { expressions, names, values } from '../support/expressions.ts';

/** JavaScript, whose signs and parentheses mean the same as in the languages that formulas are printed in. */
const javascript: Language = {
  name: 'JavaScript',
  functions: {
    exp: 'f.exp',
    log: 'f.log',
    sqrt: 'f.sqrt',
    abs: 'f.abs',
    tanh: 'f.tanh',
    exprel: 'f.exprel',
    minimum: 'f.minimum',
    maximum: 'f.maximum',
  },
  power: (x, y) => `${x} ** ${y}`,
  select: (condition, y, z) => `(${condition} ? ${y} : ${z})`,
  truth: (condition) => `(${condition} ? 1 : 0)`,
  and: '&&',
  or: '||',
  not: (condition) => `!(${condition})`,
};

const print = (expr: Expr): string => new Printer(javascript, (name) => name).print(expr);
const evaluated = (text: string, at: Record<string, number>): number =>
  new Function('f', ...names, `return ${text}`)(
    float64Operations,
    ...names.map((name) => at[name]),
  ) as number;

describe('printed formulas', () => {
  it('mean what they meant: every operation and every parenthesis', () => {
    fc.assert(
      fc.property(expressions, values, (expr, at) => {
        const [printed, exact] = [evaluated(print(expr), at), evaluate(expr, at)];
        // The same operations in the same order: the same number, or none.
        expect(printed === exact || (Number.isNaN(printed) && Number.isNaN(exact))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('have no sign after another one, which XPP cannot read', () => {
    fc.assert(
      fc.property(expressions, (expr) => {
        expect(print(expr)).not.toMatch(/[-+*/<=] *-/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a - (b - c)', 'a - (b - c)'],
    ['a / (b / c)', 'a / (b / c)'],
    ['a * (b / c)', 'a * (b / c)'],
    ['-a^2', '-(a ** 2)'],
    ['(-a)^2', '(-a) ** 2'],
    ['a^-2', 'a ** (-2)'],
    ['a + -3', 'a - 3'],
    ['a * -b', 'a * (-b)'],
    ['a - -b', 'a - (-b)'],
    ['a + -b * c', 'a + (-b * c)'],
    ['a - (-b * c)', 'a - (-b * c)'],
    ['a < b && !(c < a) ? 1 : b', '((a < b) && (!(c < a)) ? 1 : b)'],
    ['(a < b) * 2', '(a < b ? 1 : 0) * 2'],
  ])('%s is %s', (formula, text) => {
    const folded = JSON.parse(JSON.stringify(parse(formula)), (_, node) =>
      node?.operation === 'negate' && node.args[0].kind === 'number' ? number(-node.args[0].value) : node,
    );
    expect(print(folded)).toBe(text);
  });

  it('refuse what a language lacks, by name', () => {
    expect(() => print(call('floor', symbol('a')))).toThrow(/^"floor" cannot be written for JavaScript; /);
  });
});
