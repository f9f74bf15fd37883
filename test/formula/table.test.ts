import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { tabulate } from '../../src/formula/table.ts';
import { expressions, names, values } from '../support/expressions.ts';

it('has the value of every formula at every point', () => {
  fc.assert(
    fc.property(expressions, fc.array(values, { minLength: 1, maxLength: 4 }), (expr, points) => {
      const symbols = Object.fromEntries(
        names.map((name) => [name, Float64Array.from(points, (point) => point[name]!)]),
      );
      const table = tabulate(new Map([['out', expr]]), symbols, points.length).get('out')!;
      expect([...table]).toEqual(points.map((point) => evaluate(expr, point)));
    }),
  );
});
