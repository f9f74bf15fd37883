import type { Column } from './column.ts';
import type { Population } from './columns.ts';

/** Varied quantities of a sample that are taken in all combinations of their extremes. */
const MOST_COMBINED = 5;
/** Neurons of a sample among which those are looked for. */
const MOST_SEEN = 512;

/**
 * Some neurons that stand for a population, by their numbers: where what varies is least and largest together, and the middle.
 * @param count number of neurons
 */
export function cornersOf(population: Population, columns: readonly Column[], count: number): number[] {
  const cells = 'vary' in population ? sampled(columns, count) : onGrid(columns);
  return [...new Set(cells)].sort((a, b) => a - b);
}

/** First, middle and last place on each axis, and those of the least and largest value. */
function onGrid(columns: readonly Column[]): number[] {
  let cells = [0];
  for (const column of columns) {
    const places = placesOf(column);
    cells = cells.flatMap((cell) => places.map((place) => cell + place * column.stride));
  }
  return cells;
}

function placesOf({ value, length, stride, extremes: [low, high] }: Column): number[] {
  const at = (place: number) => value(place * stride);
  const ends = [0, length - 1];
  const place = (wanted: number) => {
    let i = ends.find((end) => at(end) === wanted) ?? 0;
    while (i < length - 1 && at(i) !== wanted) i++;
    return i;
  };
  return [...new Set([place(low), Math.floor(length / 2), place(high)])];
}

function sampled(columns: readonly Column[], count: number): number[] {
  const seen = Math.min(MOST_SEEN, count);
  const cells = Array.from({ length: seen }, (_, i) => Math.floor((i * count) / seen));
  // How far each is to the side of the larger values, from -1 to 1.
  const sides = columns.map(({ value }) => {
    const values = cells.map(value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((x) => (high > low ? (2 * (x - low)) / (high - low) - 1 : 0));
  });
  const towards = (signs: readonly number[]): number => {
    const score = (i: number) => signs.reduce((sum, sign, k) => sum + sign * sides[k]![i]!, 0);
    let best = 0;
    for (let i = 1; i < seen; i++) if (score(i) > score(best)) best = i;
    return cells[best]!;
  };
  let signs: number[][] = [[]];
  for (let k = 0; k < Math.min(columns.length, MOST_COMBINED); k++) {
    signs = signs.flatMap((before) => [
      [...before, -1],
      [...before, 1],
    ]);
  }
  const others = columns.slice(MOST_COMBINED).flatMap((_, k) => {
    const alone = (sign: number) => columns.map((__, i) => (i === MOST_COMBINED + k ? sign : 0));
    return [alone(-1), alone(1)];
  });
  return [...signs, ...others].map(towards);
}
