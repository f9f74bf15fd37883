import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, float64Operations } from '../../../src/formula/evaluate.ts';
import {
  arities,
  call,
  callWith,
  type Expr,
  number,
  type Operation,
  symbol,
} from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { compileVectors } from '../../../src/formula/wasm/program.ts';
import { names, smoothExpressions, values } from '../../support/expressions.ts';

const lots = fc.array(values, { minLength: 1, maxLength: 5 });

describe('compileVectors', () => {
  it('gives the numbers of evaluate to the last digits, whatever changes', () => {
    fc.assert(
      fc.property(
        smoothExpressions,
        smoothExpressions,
        lots,
        fc.subarray([...names]),
        (a, b, rows, changing) => {
          const formulas = new Map<string, Expr>(Object.entries({ a, b }));
          const program = compileVectors(formulas, new Set(changing), rows.length);
          for (const [name, register] of Object.entries(program.inputs))
            for (const [i, row] of rows.entries()) register[i] = row[name] ?? Number.NaN;
          program.setup(rows.length);
          program.body(rows.length);
          for (const [i, row] of rows.entries())
            for (const [name, formula] of formulas) {
              const exact = evaluate(formula, row);
              // Beyond its range exp stays at its end.
              if (!(Math.abs(exact) < 1e300 && Math.abs(exact) > 1e-300)) continue;
              // Fifty roundings, each enlarged by powers up to 16.
              expect(Math.abs(program.outputs[name]![i]! / exact - 1)).toBeLessThan(1e-12);
            }
        },
      ),
    );
  });

  const ofNumbers = (Object.keys(arities) as Operation[]).filter(
    (name) => !/Bits$|^pairOf$|^isOdd$|^lookup$/.test(name),
  );
  it.each(ofNumbers)('computes %s as float64Operations says', (operation) => {
    const args = ['V', 'm', 'x1'].slice(0, arities[operation]);
    const formulas = new Map([['out', callWith(operation, args.map(symbol))]]);
    for (const changing of [new Set(['V']), new Set<string>()]) {
      const program = compileVectors(formulas, changing, 4);
      const points = [-1.5, 0, 2.25, 2];
      for (const [position, name] of args.entries())
        for (let i = 0; i < 4; i++) program.inputs[name]![i] = points[(i + position) % 4]!;
      program.setup(4);
      program.body(4);
      for (let i = 0; i < 4; i++) {
        const [x = 0, y = 0, z = 0] = args.map((_, position) => points[(i + position) % 4]);
        const exact = float64Operations[operation](x, y, z);
        const found = program.outputs.out![i]!;
        if (Number.isFinite(exact))
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact));
        else expect(found).toBe(exact);
      }
    }
  });

  it('computes with words of 32 bits', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 31 }), (x, y, turn) => {
        const [a, b] = [symbol('a'), symbol('b')];
        const formulas = new Map([
          ['sum', call('addBits', a, call('xorBits', b, number(0x9e3779b9)))],
          ['turned', call('rotateBits', call('xorBits', a, b), number(turn))],
          ['fraction', call('fractionOfBits', a)],
          ['pair', call('pairOf', a)],
          ['odd', call('isOdd', b)],
        ]);
        const program = compileVectors(formulas, new Set(['a']), 2);
        for (const [lane, [left, right]] of [
          [x, y],
          [y, x],
        ].entries()) {
          program.inputs.a![lane] = left!;
          program.inputs.b![lane] = right!;
        }
        program.setup(2);
        program.body(2);
        for (const [name, formula] of formulas) {
          expect(program.outputs[name]![0]).toBe(evaluate(formula, { a: x, b: y }));
          expect(program.outputs[name]![1]).toBe(evaluate(formula, { a: y, b: x }));
        }
      }),
    );
  });

  it('keeps truths of what does not change, and outputs that are no calls', () => {
    const formulas = new Map([
      ['chosen', parse('(gNa < 2 ? V : -V)')],
      ['truth', parse('gNa < 2')],
      ['V', parse('V')],
      ['two', parse('2')],
    ]);
    const program = compileVectors(formulas, new Set(['V']), 3);
    program.inputs.gNa!.set([1, 2, 3]);
    program.inputs.V!.set([5, 6, 7]);
    program.setup(3);
    program.body(3);
    expect([...program.outputs.chosen!]).toEqual([5, -6, -7]);
    expect([...program.outputs.truth!]).toEqual([1, 0, 0]);
    expect([...program.outputs.V!]).toEqual([5, 6, 7]);
    expect([...program.outputs.two!]).toEqual([2, 2, 2]);
  });
});
