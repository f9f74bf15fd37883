import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../src/formula/evaluate.ts';
import { arities, call, callWith, type Expr, type Operation, symbol } from '../../src/formula/expr.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import { parse } from '../../src/formula/parse.ts';
import { expressions, names, values } from '../support/expressions.ts';

const lots = fc.array(values, { minLength: 1, maxLength: 5 });

describe('compileFloat64', () => {
  it('gives the very numbers of evaluate, whatever changes', () => {
    fc.assert(
      fc.property(expressions, expressions, lots, fc.subarray([...names]), (a, b, rows, changing) => {
        const formulas = new Map<string, Expr>(Object.entries({ a, b }));
        const program = compileFloat64(formulas, new Set(changing), rows.length);
        for (const [name, register] of Object.entries(program.inputs)) {
          for (const [i, row] of rows.entries()) register[i] = row[name] ?? Number.NaN;
        }
        program.setup(rows.length);
        program.body(rows.length);
        for (const [i, row] of rows.entries()) {
          expect(program.outputs.a?.[i]).toBe(evaluate(a, row));
          expect(program.outputs.b?.[i]).toBe(evaluate(b, row));
        }
      }),
    );
  });

  it('looks numbers up in tables', () => {
    const tables = new Map([['table.x', Float64Array.of(5, 6, 7)]]);
    const formulas = new Map([['out', call('lookup', symbol('table.x'), symbol('place'))]]);
    const program = compileFloat64(formulas, new Set(['place']), 3, tables);
    expect(Object.keys(program.inputs)).toEqual(['place']);
    program.inputs.place!.set([2, 0, 1]);
    program.body(3);
    expect([...program.outputs.out!]).toEqual([7, 5, 6]);
  });

  const ofNumbers = (Object.keys(arities) as Operation[]).filter((name) => name !== 'lookup');
  it.each(ofNumbers)('computes %s as float64Operations says', (operation) => {
    const args = ['V', 'm', 'x1'].slice(0, arities[operation]);
    const program = compileFloat64(
      new Map([['out', callWith(operation, args.map(symbol))]]),
      new Set(['V']),
      3,
    );
    const points = [-1.5, 0, 2.25];
    for (const [position, name] of args.entries()) {
      for (let i = 0; i < 3; i++) {
        const register = program.inputs[name];
        if (register) register[i] = points[(i + position) % 3] ?? 0;
      }
    }
    program.setup(3);
    program.body(3);
    for (let i = 0; i < 3; i++) {
      const [x = 0, y = 0, z = 0] = args.map((_, position) => points[(i + position) % 3]);
      expect(program.outputs.out?.[i]).toBe(float64Operations[operation](x, y, z));
    }
  });

  it('recomputes only what changes', () => {
    const program = compileFloat64(new Map([['out', parse('exp(gNa) * V')]]), new Set(['V']), 1);
    const [gNa, V] = [program.inputs.gNa, program.inputs.V];
    if (!gNa || !V) throw new Error('an input is missing');
    gNa[0] = 1;
    V[0] = 2;
    program.setup(1);
    program.body(1);
    expect(program.outputs.out?.[0]).toBe(Math.exp(1) * 2);
    gNa[0] = 5;
    V[0] = 3;
    program.body(1);
    expect(program.outputs.out?.[0]).toBe(Math.exp(1) * 3);
    program.setup(1);
    program.body(1);
    expect(program.outputs.out?.[0]).toBe(Math.exp(5) * 3);
  });

  it('leaves neurons beyond the count alone', () => {
    const program = compileFloat64(new Map([['out', parse('V + 1')]]), new Set(['V']), 3);
    program.inputs.V?.set([1, 2, 3]);
    program.body(2);
    expect([...(program.outputs.out ?? [])]).toEqual([2, 3, 0]);
  });
});
