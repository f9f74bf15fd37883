import { NO_VALUE } from '../engine/present.ts';
import type { Plot, PlotAxis } from './arrangement.ts';
import type { Point } from './sheet.ts';

/** Where a value lies along a side of a plot, from its middle; not a number where there is no value. */
function along({ range: [from, to] }: PlotAxis, value: number, length: number): number {
  if (!(value > NO_VALUE / 2)) return Number.NaN;
  return length * (Math.min(1, Math.max(0, (value - from) / (to - from))) - 0.5);
}

/**
 * The cells of a plot within a distance of a point, the nearest first.
 * @param x values of all cells along the plot, and `y` upwards, where the CPU has them
 */
export function cellsNearIn(
  plot: Plot,
  x: Float32Array,
  y: Float32Array,
  point: Point,
  distance: number,
): number[] {
  const found: { readonly cell: number; readonly away: number }[] = [];
  for (let cell = 0; cell < plot.cells; cell++) {
    const right = along(plot.x, x[cell]!, plot.width) - point.x;
    if (!(Math.abs(right) <= distance)) continue;
    const away = Math.hypot(right, along(plot.y, y[cell]!, plot.height) - point.y);
    if (away <= distance) found.push({ cell, away });
  }
  return found.sort((a, b) => a.away - b.away).map(({ cell }) => cell);
}
