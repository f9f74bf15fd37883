import plot from 'simple-ascii-chart';

const HEIGHT = 13;
const MAX_WIDTH = 72;
/** Room for the labels of the vertical axis. */
const MARGIN = 8;

/**
 * The f-I curve in characters.
 * @param currents uA/cm2
 * @param rates Hz
 * @param columns width of the terminal in characters
 */
export function plotCurve(currents: readonly number[], rates: readonly number[], columns: number): string {
  const points = currents.map((current, i): [number, number] => [current, rates[i]!]);
  const lowest = currents.reduce((a, b) => Math.min(a, b));
  const highest = currents.reduce((a, b) => Math.max(a, b));
  const rateTicks = ticks(
    0,
    rates.reduce((a, b) => Math.max(a, b), 10),
  );
  const chart = plot(points, {
    mode: 'point',
    width: Math.max(20, Math.min(MAX_WIDTH, columns) - MARGIN),
    height: HEIGHT,
    title: 'Firing rate, Hz',
    xLabel: 'current, uA/cm2',
    yRange: [0, rateTicks.at(-1)!],
    customYAxisTicks: rateTicks,
    customXAxisTicks: ticks(lowest, highest).filter((tick) => tick >= lowest && tick <= highest),
  });
  return chart
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

/** Round numbers from at or below `from` to at or above `to`, three to seven of them. */
export function ticks(from: number, to: number): number[] {
  const rough = (to - from) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(from / spacing);
  const last = Math.ceil(to / spacing);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * spacing).toPrecision(6)));
}
