import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../../src/formula/evaluate.ts';
import { call, type Expr, symbol } from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { expandSpecialFunctions } from '../../../src/formula/passes/special-functions.ts';
import { nothingKnown } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';

const expanded = (expr: Expr) =>
  expandSpecialFunctions.apply(new Map([['out', expr]]), nothingKnown).get('out') ?? parse('0 / 0');

describe('expandSpecialFunctions', () => {
  it.each(['bernoulli', 'exprel'] as const)(
    '%s keeps its value within the error of the pass',
    (operation) => {
      const out = expanded(call(operation, symbol('x')));
      expect(operationCounts(new Map([['out', out]]))[operation]).toBeUndefined();
      for (let x = -30; x <= 30; x += 1 / 64) {
        const exact = float64Operations[operation](x, 0, 0);
        expect(Math.abs(evaluate(out, { x }) / exact - 1), `x = ${x}`).toBeLessThan(
          expandSpecialFunctions.error + 1e-12,
        );
      }
    },
  );

  it('finds the singularity of a scaled and shifted argument', () => {
    const out = expanded(call('bernoulli', parse('-(V + 40) / 10')));
    expect(evaluate(out, { V: -40 })).toBe(1);
    expect(evaluate(out, { V: -30 })).toBeCloseTo(1 / (1 - Math.exp(-1)) - 0 * 1, 5);
  });

  it('takes any argument', () => {
    const out = expanded(call('exprel', parse('a * b')));
    expect(evaluate(out, { a: 0, b: 3 })).toBe(1);
    expect(evaluate(out, { a: 0.5, b: 3 })).toBeCloseTo(Math.expm1(1.5) / 1.5, 6);
  });
});
