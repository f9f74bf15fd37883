import plot from 'simple-ascii-chart';
import { roundTicks } from '../analysis/ticks.ts';

const HEIGHT = 13;
const MAX_WIDTH = 72;
/** Room for the labels of the vertical axis. */
const MARGIN = 8;
/** Most numbers on an axis. */
const MOST_TICKS = 6;

/**
 * The f-I curve in characters.
 * @param rates Hz
 * @param columns width of the terminal in characters
 * @param unit of the currents
 */
export function plotCurve(
  currents: readonly number[],
  rates: readonly number[],
  columns: number,
  unit = 'uA/cm2',
): string {
  const points = currents.map((current, i): [number, number] => [current, rates[i]!]);
  const lowest = currents.reduce((a, b) => Math.min(a, b));
  const highest = currents.reduce((a, b) => Math.max(a, b));
  const highestRate = rates.reduce((a, b) => Math.max(a, b), 10);
  const rateTicks = roundTicks(0, highestRate, MOST_TICKS, 'around');
  const chart = plot(points, {
    mode: 'point',
    width: Math.max(20, Math.min(MAX_WIDTH, columns) - MARGIN),
    height: HEIGHT,
    title: 'Firing rate, Hz',
    xLabel: `current, ${unit}`,
    yRange: [0, rateTicks.at(-1)!],
    customYAxisTicks: rateTicks,
    customXAxisTicks: roundTicks(lowest, highest, MOST_TICKS),
  });
  return chart
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
