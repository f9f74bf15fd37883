import { expect, test } from 'vitest';
import { NO_VALUE } from '../../src/engine/present.ts';
import { cellsNearIn } from '../../src/view/plot.ts';

const plot = {
  kind: 'plot',
  cells: 5,
  width: 20,
  height: 10,
  x: { source: 'V', range: [-90, 10] },
  y: { source: 'rate', range: [0, 100] },
} as const;
// Cells 0 and 1 beside one another in the middle, 2 at the upper right corner, 3 beyond it, 4 without a rate.
const x = Float32Array.from([-40, -39, 10, 300, -40]);
const y = Float32Array.from([50, 50, 100, 200, NO_VALUE]);

test('cells are found where the values of two quantities put them, the nearest first', () => {
  expect(cellsNearIn(plot, x, y, { x: 0, y: 0 }, 0.5)).toEqual([0, 1]);
  expect(cellsNearIn(plot, x, y, { x: 0.19, y: 0 }, 0.5)).toEqual([1, 0]);
  expect(cellsNearIn(plot, x, y, { x: 0, y: 0 }, 0.1)).toEqual([0]);
});

test('what is beyond a range stands at its end, and what has no value nowhere', () => {
  expect(cellsNearIn(plot, x, y, { x: 10, y: 5 }, 0.01)).toEqual([2, 3]);
  expect(cellsNearIn(plot, x, y, { x: 0, y: 0 }, 1000)).not.toContain(4);
  expect(
    cellsNearIn(
      plot,
      Float32Array.from({ length: 5 }, () => Number.NaN),
      y,
      { x: 0, y: 0 },
      1000,
    ),
  ).toEqual([]);
});
