import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GridPoint, isolines } from '../../src/analysis/isolines.ts';

const grid = (columns: number, rows: number, value: (column: number, row: number) => number) =>
  Array.from({ length: columns * rows }, (_, i) => value(i % columns, Math.floor(i / columns)));

test('the line of a plane is one line, and lies on it', () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
      const lines = isolines(
        grid(7, 5, (x, y) => a * x + b * y + c),
        7,
        0.4,
      );
      // Interpolation of a plane is exact but for rounding.
      for (const [x, y] of lines.flat()) expect(Math.abs(a * x + b * y + c - 0.4)).toBeLessThan(1e-9);
    }),
  );
  expect(
    isolines(
      grid(7, 5, (x, y) => x + 0.3 * y),
      7,
      3,
    ),
  ).toHaveLength(1);
});

test('a circle is one closed line of its length', () => {
  const lines = isolines(
    grid(41, 41, (x, y) => Math.hypot(x - 20.3, y - 19.8)),
    41,
    12.1,
  );
  expect(lines).toHaveLength(1);
  const line = lines[0]!;
  const apart = ([a, b]: GridPoint, [c, d]: GridPoint) => Math.hypot(c - a, d - b);
  expect(line.length).toBeGreaterThan(60);
  expect(apart(line[0]!, line.at(-1)!)).toBeLessThan(1e-9);
  const length = line.slice(1).reduce((sum, point, i) => sum + apart(line[i]!, point), 0);
  // Chords of a grid of step 1 are shorter than the arc by about (step / radius)^2 / 24 each.
  expect(length / (2 * Math.PI * 12.1)).toBeCloseTo(1, 2);
});

test('a saddle has two lines that do not cross', () => {
  expect(isolines([1, -1, -1, 1], 2, 0.1)).toHaveLength(2);
  expect(isolines([1, Number.NaN, -1, 1], 2, 0)).toEqual([]);
});
