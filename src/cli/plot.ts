import plot from 'simple-ascii-chart';
import { roundTicks } from '../analysis/ticks.ts';

const HEIGHT = 13;
const MAX_WIDTH = 72;
/** Room for the labels of the vertical axis. */
const MARGIN = 8;
/** Most numbers on an axis. */
const MOST_TICKS = 6;

/** What stands around a plot. */
export interface Labels {
  /** What goes up, with its unit. */
  readonly title: string;
  /** What goes to the right, with its unit. */
  readonly axis: string;
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** Values that the vertical axis reaches to in any case; 0 by default. */
  readonly reach?: readonly number[];
}

/** Points in characters; the vertical axis has 0 in it. */
export function plotPoints(
  points: readonly (readonly [x: number, y: number])[],
  { title, axis, columns, reach = [0] }: Labels,
): string {
  const extent = (values: readonly number[]) =>
    [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] as const;
  const [left, right] = extent(points.map(([x]) => x));
  const [low, high] = extent([...reach, ...points.map(([, y]) => y)]);
  const ticks = roundTicks(low, high > low ? high : low + 1, MOST_TICKS, 'around');
  const chart = plot(
    points.map(([x, y]): [number, number] => [x, y]),
    {
      mode: 'point',
      width: Math.max(20, Math.min(MAX_WIDTH, columns) - MARGIN),
      height: HEIGHT,
      title,
      xLabel: axis,
      yRange: [ticks[0]!, ticks.at(-1)!],
      customYAxisTicks: ticks,
      customXAxisTicks: roundTicks(left, right, MOST_TICKS),
    },
  );
  return chart
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

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
  const points = currents.map((current, i) => [current, rates[i]!] as const);
  return plotPoints(points, { title: 'Firing rate, Hz', axis: `current, ${unit}`, columns, reach: [0, 10] });
}
