import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../src/formula/evaluate.ts';
import { parse } from '../../src/formula/parse.ts';

describe('evaluate', () => {
  it('names the symbol that has no value', () => {
    expect(() => evaluate(parse('V + gNa'), { V: 1 })).toThrow('"gNa"');
  });

  it.each(['exprel', 'bernoulli'] as const)('%s is smooth through 0', (operation) => {
    const value = float64Operations[operation];
    const half = operation === 'exprel' ? 0.5 : -0.5;
    expect(value(0, 0, 0)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: -1e-3, max: 1e-3, noNaN: true }), (x) => {
        // 1 + x/2 + x^2/6 and 1 - x/2 + x^2/12; the next terms are below 1e-10.
        const series = 1 + half * x + x ** 2 / (operation === 'exprel' ? 6 : 12);
        expect(Math.abs(value(x, 0, 0) - series)).toBeLessThan(1e-10);
      }),
    );
  });

  it('has bernoulli(x) exprel(x) = 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        const { exprel, bernoulli } = float64Operations;
        // Four roundings.
        expect(Math.abs(exprel(x, 0, 0) * bernoulli(x, 0, 0) - 1)).toBeLessThan(1e-15);
      }),
    );
  });
});
