import { describe, expect, it } from 'vitest';
import { compensateSums, residueOf } from '../../src/formula/compensation.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { add, type Expr, multiply, number, symbol } from '../../src/formula/expr.ts';
import { applyPasses, fastPasses } from '../../src/formula/optimise.ts';
import { parse } from '../../src/formula/parse.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { squidAxon } from '../support/contexts.ts';
import { operationCounts } from '../support/counting.ts';
import { iterateFloat32 } from '../support/float32.ts';
import { stepFormulas } from '../support/problems.ts';

const x = symbol('x');
const formula = (expr: Expr) => new Map([['x', expr]]);

/** Distance in units of the last place of float32 at a value. */
const unitsApart = (a: number, b: number) => Math.abs(a - b) / 2 ** (Math.floor(Math.log2(Math.abs(b))) - 23);

describe('compensateSums', () => {
  const steps = 1_000_000;

  it.each([
    ['of one size', 'x + 1e-7', -65, -65 + steps * Math.fround(1e-7)],
    ['of one size, in the other order', '1e-7 + x', -65, -65 + steps * Math.fround(1e-7)],
    // A relaxation towards -60 with a rate of 2e-6, by the sum over its geometric series.
    ['that shrink', 'x + 2e-6 * (-60 - x)', -65, -60 - 5 * (1 - Math.fround(2e-6)) ** steps],
  ])('adds a million small changes %s to one unit in the last place', (_, text, start, exact) => {
    const plain = formula(parse(text));
    const compensated = compensateSums(plain, ['x']);
    expect([...compensated.keys()]).toEqual(['x', residueOf('x')]);
    const sum = iterateFloat32(compensated, { x: start, [residueOf('x')]: 0 }, steps).x ?? Number.NaN;
    expect(unitsApart(sum, exact)).toBeLessThanOrEqual(1);
    // Each change is less than one unit in the last place of -65, 7.6e-6.
    const lost = iterateFloat32(plain, { x: start }, steps).x ?? Number.NaN;
    expect(unitsApart(lost, exact)).toBeGreaterThan(1000);
  });

  it('keeps the residue between -1/2 and 1/2 unit in the last place', () => {
    const compensated = compensateSums(formula(parse('x + 1e-7')), ['x']);
    for (const count of [1, 7, 1000, 12_345]) {
      const residue = iterateFloat32(compensated, { x: -65, x_residue: 0 }, count).x_residue ?? Number.NaN;
      expect(Math.abs(residue)).toBeLessThanOrEqual(2 ** -18);
    }
  });

  it('changes nothing in real arithmetic, whatever the residue holds', () => {
    const compensated = compensateSums(formula(parse('x + 0.25 * (3 - x)')), ['x']);
    // All of these numbers are exact in float64.
    const at = { x: 2, x_residue: 0.125 };
    expect(evaluate(compensated.get('x')!, at)).toBe(2.375);
    expect(evaluate(compensated.get('x_residue')!, at)).toBe(0);
  });

  it.each(['2 * x', 'y + 1', 'x - 1', 'x', '3', 'x * (x + 1)'])(
    'leaves alone a next value that is no sum with the variable: %s',
    (text) => {
      const next = parse(text);
      const compensated = compensateSums(formula(next), ['x']);
      expect(compensated.get('x')).toBe(next);
      expect(evaluate(compensated.get('x_residue')!, { x_residue: 0 })).toBe(0);
    },
  );

  it('lets formulas that use the new value share it', () => {
    const next = add(x, parse('1e-3 * y'));
    const formulas = new Map([
      ['x', next],
      ['y', add(symbol('y'), multiply(number(0.5), next))],
    ]);
    const compensated = compensateSums(formulas, ['x', 'y']);
    expect([...compensated.keys()].sort()).toEqual(['x', 'x_residue', 'y', 'y_residue']);
    const at = { x: 2, y: 1, x_residue: 0.25, y_residue: 0 };
    const cache = new Map<Expr, number>();
    const value = (name: string) => evaluate(compensated.get(name)!, at, cache);
    expect(value('x')).toBe(2.251);
    expect(value('y')).toBe(1 + 0.5 * 2.251);
    // The residues cost one sum and two differences for each variable; nothing is computed twice.
    const before = operationCounts(formulas);
    expect(operationCounts(compensated)).toEqual({ ...before, add: (before.add ?? 0) + 2, subtract: 4 });
  });

  it.each(integratorNames)('adds one sum and two differences per variable to a step of %s', (integrator) => {
    const { variables, next } = stepFormulas(parseExperiment({ integrator, dt: 0.01 }));
    const formulas = applyPasses(next, fastPasses, squidAxon);
    const compensated = compensateSums(formulas, variables);
    expect([...compensated.keys()].sort()).toEqual([...variables, ...variables.map(residueOf)].sort());
    const [before, after] = [operationCounts(formulas), operationCounts(compensated)];
    expect(after).toEqual({
      ...before,
      add: (before.add ?? 0) + variables.length,
      subtract: (before.subtract ?? 0) + 2 * variables.length,
    });
  });
});
