import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/evaluate.ts';
import {
  add,
  and,
  type Expr,
  elapsed,
  less,
  lessEqual,
  multiply,
  negate,
  not,
  number,
  or,
  select,
  subtract,
  symbol,
  within,
} from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { fold } from '../../../src/formula/passes/fold.ts';
import { schedule } from '../../../src/formula/schedule.ts';
import { nothingKnown } from '../../support/contexts.ts';

const folded = (text: string) => fold.apply(new Map([['out', parse(text)]]), nothingKnown).get('out');

describe('fold', () => {
  it.each([
    ['2 + 3 * 4', '14'],
    ['exp(0)', '1'],
    ['V + 0', 'V'],
    ['0 + V', 'V'],
    ['V - 0', 'V'],
    ['0 - V', '-V'],
    ['V * 1', 'V'],
    ['1 * V', 'V'],
    ['V * 0', '0'],
    ['0 * exp(V)', '0'],
    ['0 / V', '0'],
    ['V / 1', 'V'],
    ['V / 4', '0.25 * V'],
    ['V^1', 'V'],
    ['V^0', '1'],
    ['--V', 'V'],
    ['2 * (3 * V)', '6 * V'],
    ['V * 2 * 3', '6 * V'],
    ['1 < 2 ? V : m', 'V'],
    ['2 < 1 ? V : m', 'm'],
    ['V * (2 - 1) + 0 * m', 'V'],
  ])('%s becomes %s', (text, expected) => expect(folded(text)).toEqual(parse(expected)));

  it('leaves alone what is not constant', () => {
    const kept = parse('exp(V) + m * n');
    expect(fold.apply(new Map([['out', kept]]), nothingKnown).get('out')).toBe(kept);
  });

  it('drops a bound around a narrower one', () => {
    const of = (expr: Expr) => fold.apply(new Map([['out', expr]]), nothingKnown).get('out');
    const narrow = within(symbol('V'), number(150));
    expect(of(within(narrow, number(150)))).toBe(narrow);
    expect(of(within(narrow, number(200)))).toBe(narrow);
    const wide = within(narrow, number(100));
    expect(of(wide)).toBe(wide);
  });

  describe('keeps truths and numbers apart:', () => {
    const [V, m, step, onset] = ['V', 'm', 'step', 'onset'].map(symbol) as [Expr, Expr, Expr, Expr];
    const [high, open] = [less(number(0), V), lessEqual(number(0.5), m)];
    const of = (expr: Expr) => fold.apply(new Map([['out', expr]]), nothingKnown).get('out');
    const [zero, one] = [number(0), number(1)];

    it.each([
      ['1 < 2', less(one, number(2)), one],
      ['2 <= 1', lessEqual(number(2), one), zero],
      ['not 0', not(zero), one],
      ['not 3', not(number(3)), zero],
      ['3 and 2', and(number(3), number(2)), one],
      ['high and 0', and(high, zero), zero],
      ['0 and V', and(zero, V), zero],
      ['high and 1', and(high, one), high],
      ['5 and high', and(number(5), high), high],
      ['high or 0', or(high, zero), high],
      ['high or 2', or(high, number(2)), one],
      ['V or 1', or(V, one), one],
      ['high and high', and(high, high), high],
      ['high or high', or(high, high), high],
      ['not not high', not(not(high)), high],
      ['true ? high : open', select(one, high, open), high],
      ['false ? V : m', select(zero, V, m), m],
      ['high ? V : V', select(high, V, V), V],
      ['(high and 1) ? V : m', select(and(high, one), V, m), select(high, V, m)],
    ])('%s is folded', (_, expr, expected) => expect(of(expr)).toEqual(expected));

    it.each([
      // A number that is not 0 is true, but not 1.
      ['V and 1', and(V, one)],
      ['V or 0', or(V, zero)],
      ['V and V', and(V, V)],
      ['not not V', not(not(V))],
      // What is added to or multiplied with is a number.
      ['high + 0', add(high, zero)],
      ['high - 0', subtract(high, zero)],
      ['1 * high', multiply(one, high)],
      ['--high', negate(negate(high))],
      ['true ? high : V', select(one, high, V)],
      ['elapsed(step, onset)', elapsed(step, onset)],
      ['elapsed(3, 1)', elapsed(number(3), one)],
    ])('%s is left alone', (_, expr) => expect(of(expr)).toEqual(expr));

    it('of random truths', () => {
      const trees = fc.letrec<{ tree: Expr }>((tie) => ({
        tree: fc.oneof(
          { maxDepth: 5 },
          fc.constantFrom(V, m, high, open, zero, one, number(2)),
          fc
            .tuple(fc.constantFrom(and, or, less, add, multiply), tie('tree'), tie('tree'))
            .map(([f, x, y]) => f(x, y)),
          fc.tuple(fc.constantFrom(not, negate), tie('tree')).map(([f, x]) => f(x)),
          fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([x, y, z]) => select(x, y, z)),
        ),
      })).tree;
      const typeOf = (expr: Expr) => {
        const { nodes, outputs } = schedule(new Map([['out', expr]]), new Set());
        return nodes[outputs.get('out')!]!.type;
      };
      fc.assert(
        fc.property(trees, fc.constantFrom(-1, 0, 1), fc.constantFrom(0, 1), (expr, atV, atM) => {
          const folded = of(expr)!;
          const at = { V: atV, m: atM };
          expect(evaluate(folded, at) === evaluate(expr, at)).toBe(true);
          // A truth may have become the number 0 or 1; a number never becomes a truth.
          if (typeOf(folded) === 'flag') expect(typeOf(expr)).toBe('flag');
        }),
        { numRuns: 1000 },
      );
    });
  });
});
