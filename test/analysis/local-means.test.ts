import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridFor, localMeans, placesOf } from '../../src/analysis/local-means.ts';

const coordinate = fc.double({ min: -0.2, max: 1.2, noNaN: true });
const points = fc.array(
  fc.tuple(coordinate, coordinate, fc.option(fc.double({ min: -100, max: 100, noNaN: true }))),
  { maxLength: 60 },
);
const unit = [0, 1] as const;

test('a place has the weighted mean of the points in it and around it, looked up one by one', () => {
  fc.assert(
    fc.property(
      points,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (all, columns, rows) => {
        const grid = { columns, rows };
        const [x, y] = [0, 1].map((side) => ({ value: (i: number) => all[i]![side] as number, range: unit }));
        const values = all.map(([, , value]) => value ?? Number.NaN);
        const found = localMeans(placesOf(all.length, grid, x!, y!), values, grid);
        for (let place = 0; place < columns * rows; place++) {
          const [column, row] = [place % columns, Math.floor(place / columns)];
          let [sum, weight] = [0, 0];
          for (const [right, up, value] of all) {
            if (value === null || right < 0 || right > 1 || up < 0 || up > 1) continue;
            const across = Math.abs(Math.min(columns - 1, Math.floor(right * columns)) - column);
            const along = Math.abs(Math.min(rows - 1, Math.floor(up * rows)) - row);
            if (across > 1 || along > 1) continue;
            sum += (2 - across) * (2 - along) * value;
            weight += (2 - across) * (2 - along);
          }
          if (weight === 0) expect(found[place]).toBeNaN();
          // Sums of at most 60 numbers up to 100, in another order.
          else expect(Math.abs(found[place]! - sum / weight)).toBeLessThan(1e-11);
        }
      },
    ),
  );
});

test('a plane is itself away from its edges, where points are even', () => {
  const side = 40;
  const grid = gridFor(side * side, 1);
  expect(grid).toEqual({ columns: 20, rows: 20 });
  const [x, y] = [
    { value: (i: number) => (i % side) + 0.5, range: [0, side] as const },
    { value: (i: number) => Math.floor(i / side) + 0.5, range: [0, side] as const },
  ];
  const values = Array.from({ length: side * side }, (_, i) => 3 * x.value(i) - y.value(i));
  const means = localMeans(placesOf(side * side, grid, x, y), values, grid);
  for (let row = 1; row < 19; row++)
    for (let column = 1; column < 19; column++)
      expect(means[20 * row + column]).toBeCloseTo(3 * (2 * column + 1) - (2 * row + 1), 10);
});

test('a grid has some points in each place, and neither too few nor too many places', () => {
  expect(gridFor(16_384, 4)).toEqual({ columns: 128, rows: 32 });
  expect(gridFor(3, 1)).toEqual({ columns: 6, rows: 6 });
  expect(gridFor(1e8, 1)).toEqual({ columns: 128, rows: 128 });
});
