import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivative } from '../../src/formula/derivative.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import {
  add,
  arities,
  call,
  callWith,
  type Expr,
  multiply,
  number,
  type Operation,
  symbol,
} from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';
import { names, smoothExpressions, values } from '../support/expressions.ts';

type Values = Readonly<Record<string, number>>;

/** The slope by differences of fourth order over +-2 steps. */
function slope(expr: Expr, name: string, at: Values, step: number): number {
  const f = (n: number) => evaluate(expr, { ...at, [name]: (at[name] ?? Number.NaN) + n * step });
  return (8 * (f(1) - f(-1)) - (f(2) - f(-2))) / (12 * step);
}

const of = (expr: Expr, at: Values, name = 'V') => evaluate(derivative(expr, name), at);

describe('derivative', () => {
  // Arguments that vary and cross nothing where an operation has a corner or a pole, for V from 0.2 to 1.9.
  const [x, y, z] = [parse('0.3 + 0.4 * V'), parse('2.1 - V * V / 4'), parse('V^3 / 3 - 2')] as [
    Expr,
    Expr,
    Expr,
  ];
  // A table has no value of its own.
  const operations = (Object.keys(arities) as Operation[]).filter((name) => name !== 'lookup');

  it.each(operations)('of %s', (operation) => {
    for (const args of [
      [x, y, z],
      [y, x, z],
      [x, number(1.7), z],
      [number(1.7), y, x],
    ]) {
      const expr = callWith(operation, args.slice(0, arities[operation]));
      for (const V of [0.2, 0.5, 0.77, 1.3, 1.9]) {
        // A comparison is flat on either side of where it jumps.
        const exact = operation === 'elapsed' ? 0 : slope(expr, 'V', { V }, 1e-3);
        // Fifth derivatives of up to 1e3 times 1e-12, and rounding of values up to 10 by 1e-16 / 1e-3.
        expect(Math.abs(of(expr, { V }) - exact), `at ${V}`).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(exact)),
        );
      }
    }
  });

  it.each([
    'negate',
    'abs',
    'tanh',
    'sinh',
    'cosh',
    'cbrt',
    'exp',
    'exprel',
    'exprel2',
    'bernoulli',
  ] as const)('of %s of negative numbers', (operation) => {
    for (const V of [-20, -3, -1.1, -0.8]) {
      const expr = call(operation, symbol('V'));
      const exact = slope(expr, 'V', { V }, 1e-3);
      expect(Math.abs(of(expr, { V }) - exact)).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(evaluate(expr, { V }))),
      );
    }
  });

  it.each(names)('of random smooth expressions with respect to %s', (name) => {
    let compared = 0;
    fc.assert(
      fc.property(smoothExpressions, values, (expr, at) => {
        const [coarse, fine] = [slope(expr, name, at, 1e-3), slope(expr, name, at, 5e-4)];
        const scale = Math.max(1, Math.abs(evaluate(expr, at)), Math.abs(fine));
        // Where differences know the slope: no derivative is so large that the steps are too long, and no corner is near,
        // neither beside (the differences disagree) nor right here (the derivative jumps).
        const beside = [-1e-8, 1e-8].map((by) =>
          of(expr, { ...at, [name]: (at[name] ?? Number.NaN) + by }, name),
        );
        fc.pre(scale < 1e12 && Math.abs(coarse - fine) < 1e-8 * scale);
        fc.pre(Math.abs((beside[1] ?? 0) - (beside[0] ?? 0)) < 1e-6 * scale);
        compared++;
        expect(Math.abs(of(expr, at, name) - fine)).toBeLessThan(1e-7 * scale);
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it.each([
    ['bernoulli', -1 / 2],
    ['exprel', 1 / 2],
  ] as const)('of %s at and next to its removable singularity is %d', (operation, limit) => {
    const expr = call(operation, multiply(number(-0.1), add(symbol('V'), number(40))));
    expect(of(expr, { V: -40 })).toBeCloseTo(-0.1 * limit, 15);
    for (const V of [-40 - 1e-8, -40 + 1e-8, -40 + 1e-5]) {
      // The second derivatives, 1/6 and 1/3, times a hundredth of the distance.
      expect(Math.abs(of(expr, { V }) + 0.1 * limit)).toBeLessThan(0.01 * Math.abs(V + 40));
    }
    for (let V = -150; V <= 150; V += 7.3) {
      expect(Math.abs(of(expr, { V }) - slope(expr, 'V', { V }, 1e-2))).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(evaluate(expr, { V }))),
      );
    }
  });

  it('of a selection is that of the branch taken', () => {
    const expr = parse('V < m ? 2 * V : V^2');
    expect(of(expr, { V: 1, m: 2 })).toBe(2);
    expect(of(expr, { V: 3, m: 2 })).toBe(6);
    expect(of(expr, { V: 1, m: 2 }, 'm')).toBe(0);
  });

  it('of what does not contain the symbol is the number 0', () => {
    expect(derivative(parse('exp(m) + n^3'), 'V')).toEqual(number(0));
    expect(derivative(parse('m * V'), 'V')).toEqual(symbol('m'));
  });

  it('takes its time from the nodes, not from the paths to them', () => {
    let shared: Expr = symbol('V');
    // 2^200 paths.
    for (let i = 0; i < 200; i++) shared = multiply(number(0.5), add(shared, shared));
    expect(of(shared, { V: 3 })).toBe(1);
  });
});
