import { expect, it } from 'vitest';
import { plotCurve } from '../../src/cli/plot.ts';

it('puts a higher rate higher', () => {
  const lines = plotCurve([0, 10, 20], [0, 50, 100], 60).split('\n');
  const rows = lines.flatMap((line, row) => (line.includes('●') ? [{ row, column: line.indexOf('●') }] : []));
  expect(rows).toHaveLength(3);
  expect(rows.map(({ column }) => column)).toEqual(
    rows.map(({ column }) => column).toSorted((a, b) => b - a),
  );
});

it.each([
  ['one current', [10], [68.3]],
  ['silence', [0, 1, 2], [0, 0, 0]],
  ['an unsorted list', [20, 5, 10], [86, 0, 68]],
])('draws %s', (_, currents, rates) => {
  const plot = plotCurve(currents, rates, 80);
  expect(plot.match(/●/g)).toHaveLength(currents.length);
  expect(plot).not.toMatch(/NaN|undefined|Infinity/);
});
