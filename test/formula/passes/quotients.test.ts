import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { add, divide, type Expr, exp, number, subtract, symbol } from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { mergeQuotients } from '../../../src/formula/passes/quotients.ts';
import { nothingKnown } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';
import { smoothExpressions, values } from '../../support/expressions.ts';

const merged = (...texts: readonly string[]) =>
  mergeQuotients.apply(new Map(texts.map((text, i) => [`out${i}`, parse(text)] as const)), nothingKnown);

describe('mergeQuotients', () => {
  const [a, b, c, x] = ['a', 'b', 'c', 'x'].map(symbol) as [Expr, Expr, Expr, Expr];
  const rate = divide(a, b);

  it.each([
    ['a/b + c/b', add(rate, divide(c, b)), 1],
    ['x + (a/b - x) / (1 + a/b)', add(x, divide(subtract(rate, x), add(number(1), rate))), 1],
    ['(a/b) / c', divide(rate, c), 1],
    ['exp(a/b) / c', divide(exp(rate), c), 2],
    ['a/b', rate, 1],
  ])('%s needs as few divisions as can be', (_, expr, count) => {
    const merged = mergeQuotients.apply(new Map([['out', expr]]), nothingKnown);
    expect(operationCounts(merged).divide).toBe(count);
  });

  it('never costs a division more', () => {
    fc.assert(
      fc.property(smoothExpressions, smoothExpressions, (a, b) => {
        const formulas = new Map(Object.entries({ a, b }));
        const before = operationCounts(formulas).divide ?? 0;
        expect(operationCounts(mergeQuotients.apply(formulas, nothingKnown)).divide ?? 0).toBeLessThanOrEqual(
          before,
        );
      }),
    );
  });

  it('keeps the value of sums, differences, products and quotients', () => {
    fc.assert(
      fc.property(values, (at) => {
        const text = 'V / m - x1 / gNa * -(m / V) + (V / x1) / (m / gNa)';
        const exact = evaluate(parse(text), at);
        const value = evaluate(merged(text).get('out0') ?? parse('0 / 0'), at);
        // Terms of up to 1600 that may cancel.
        expect(Math.abs(value - exact)).toBeLessThan(1e-9);
      }),
    );
  });
});
