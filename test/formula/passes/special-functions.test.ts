import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../../src/formula/evaluate.ts';
import { add, call, type Expr, number, symbol } from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { expandSpecialFunctions } from '../../../src/formula/passes/special-functions.ts';
import { nothingKnown, potentials } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';
import { evaluateFloat32 } from '../../support/float32.ts';
import { pointsFrom, worst } from '../../support/worst.ts';

const specialFunctions = expandSpecialFunctions(1.7e-7);
const expanded = (expr: Expr, context = nothingKnown) =>
  specialFunctions.apply(new Map([['out', expr]]), context).get('out') ?? parse('0 / 0');

const functions = ['bernoulli', 'exprel', 'exprel2', 'tanh', 'sinh', 'cosh'] as const;

describe('expandSpecialFunctions', () => {
  it.each(functions)('%s keeps its value within the error of the pass', (operation) => {
    const out = expanded(call(operation, symbol('x')));
    expect(operationCounts(new Map([['out', out]]))[operation]).toBeUndefined();
    const { error, at } = worst(pointsFrom(-30, 30, 1 / 64), (x) => {
      const exact = float64Operations[operation](x, 0, 0);
      // Where it is 0, as tanh and sinh at 0, absolutely.
      return Math.abs(evaluate(out, { x }) - exact) / Math.abs(exact || 1);
    });
    expect(error, `x = ${at}`).toBeLessThan(specialFunctions.error + 1e-12);
  });

  // Arguments as membranes have them, with numbers that float32 holds or rounds by its last digit.
  it.each(
    functions.flatMap((operation) =>
      ['V / 18', '-(V + 40) / 10', '0.2 * (V - 12)', 'V / 30', '(V + 50) / 5'].map(
        (text) => [operation, text] as const,
      ),
    ),
  )('%s of %s keeps float32 from -150 to 150 mV', (operation, text) => {
    const V = pointsFrom(-150, 150, 1 / 32);
    const argument = parse(text);
    const exact = call(operation, argument);
    const values = evaluateFloat32(expanded(exact, potentials), 'V', V);
    // Rounding the argument (6e-8) changes an exponential by x times that, the rest are three roundings and the series.
    const { error, at } = worst(V, (V, i) => {
      const [expected, x] = [evaluate(exact, { V }), evaluate(argument, { V })];
      return Math.abs(values[i]! - expected) / Math.abs(expected || 1) / (1 + Math.abs(x));
    });
    expect(error, `${at} mV`).toBeLessThan(3e-7);
  });

  it.each(['tanh', 'bernoulli', 'exprel'] as const)('%s of anything is a number in float32', (operation) => {
    const out = expanded(call(operation, symbol('x')));
    const x = [-1e30, -1e6, -100, -50, -1e-3, -1e-20, 0, 1e-20, 1e-3, 20, 50, 80];
    for (const [i, value] of evaluateFloat32(out, 'x', x).entries()) {
      expect(Math.abs(value / float64Operations[operation](x[i]!, 0, 0) - 1) || 0, `${x[i]}`).toBeLessThan(
        1e-5,
      );
    }
    const far = evaluateFloat32(out, 'x', [100, 1e6, 1e30]);
    if (operation !== 'exprel') expect(far).toEqual(operation === 'tanh' ? [1, 1, 1] : [0, 0, 0]);
  });

  it('keeps the digits of tanh and sinh near 0', () => {
    for (const operation of ['tanh', 'sinh'] as const) {
      const x = Array.from({ length: 30 }, (_, i) => 2 ** -i);
      for (const [i, value] of evaluateFloat32(expanded(call(operation, symbol('x'))), 'x', x).entries()) {
        expect(Math.abs(value / float64Operations[operation](x[i]!, 0, 0) - 1), `${x[i]}`).toBeLessThan(3e-7);
      }
    }
  });

  it('limits the exponential in tanh only where it is not known to be small', () => {
    const minima = (context: typeof potentials) =>
      operationCounts(new Map([['out', expanded(parse('tanh(V / 20)'), context)]])).minimum;
    expect(minima(nothingKnown)).toBe(1);
    expect(minima(potentials)).toBeUndefined();
  });

  it('finds the singularity of a scaled and shifted argument', () => {
    const out = expanded(call('bernoulli', parse('-(V + 40) / 10')));
    expect(evaluate(out, { V: -40 })).toBe(1);
    expect(evaluate(out, { V: -30 })).toBeCloseTo(1 / (1 - Math.exp(-1)) - 0 * 1, 5);
    expect(evaluate(expanded(call('exprel2', parse('(V + 40) / 10'))), { V: -40 })).toBe(0.5);
  });

  it('shares the exponential and the choice among functions of one argument', () => {
    const of = (operation: (typeof functions)[number]) => call(operation, parse('-(V + 40) / 10'));
    const all = add(add(of('bernoulli'), of('exprel')), of('exprel2'));
    const out = expanded(all);
    const counts = operationCounts(new Map([['out', out]]));
    expect([counts.exp, counts.less]).toEqual([1, 1]);
    const { error, at } = worst(pointsFrom(-150, 150, 1 / 8), (V) =>
      Math.abs(evaluate(out, { V }) / evaluate(all, { V }) - 1),
    );
    expect(error, `${at} mV`).toBeLessThan(specialFunctions.error + 1e-12);
  });

  it('shares the exponentials of sinh and cosh', () => {
    const out = expanded(add(parse('sinh(V / 17)'), parse('cosh(V / 17)')));
    expect(operationCounts(new Map([['out', out]])).exp).toBe(2);
  });

  it('takes any argument', () => {
    const out = expanded(call('exprel', parse('a * b')));
    expect(evaluate(out, { a: 0, b: 3 })).toBe(1);
    expect(evaluate(out, { a: 0.5, b: 3 })).toBeCloseTo(Math.expm1(1.5) / 1.5, 6);
  });

  it('leaves the other functions alone', () => {
    const formulas = new Map([['out', call('cbrt', call('exp', number(2)))]]);
    expect(specialFunctions.apply(formulas, nothingKnown)).toEqual(formulas);
  });
});
