/** Places of a plane in rows from below, which each is a part of it. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Points that a place has in the mean: few, since those beside it count as well. */
const IN_PLACE = 4;
/** Places along a side. */
const LEAST = 6;
const MOST = 128;

/** A grid for so many points in a plane that is `aspect` times as wide as it is high. */
export function gridFor(points: number, aspect: number): Grid {
  const side = (length: number) => Math.min(MOST, Math.max(LEAST, Math.round(length)));
  const places = points / IN_PLACE;
  return { columns: side(Math.sqrt(places * aspect)), rows: side(Math.sqrt(places / aspect)) };
}

/** Along a side of a plane: the value of each point, and the values at its ends. */
export interface Along {
  readonly value: (point: number) => number;
  readonly range: readonly [from: number, to: number];
}

/** The place of a grid that each point is in, by its number; -1 of one beyond the plane. */
export function placesOf(points: number, { columns, rows }: Grid, x: Along, y: Along): Int32Array {
  const partOf = ({ value, range: [from, to] }: Along, point: number, parts: number): number => {
    const part = (parts * (value(point) - from)) / (to - from);
    // The last value is in the last part.
    return part === parts ? parts - 1 : Math.floor(part);
  };
  return Int32Array.from({ length: points }, (_, point) => {
    const [column, row] = [partOf(x, point, columns), partOf(y, point, rows)];
    const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
    return isInside ? row * columns + column : -1;
  });
}

/**
 * What a quantity is around each place: the weighted mean of the points in it (weight 4), beside it (2) and at its corners (1). That is the
 * estimate of Nadaraya (doi:10.1137/1109020) and Watson with a binomial kernel.
 * @param places the place of each point
 * @param values of the points; one without a value, NaN, does not count
 * @returns in the order of places; NaN where there is no point
 */
export function localMeans(places: Int32Array, values: ArrayLike<number>, grid: Grid): Float64Array {
  const size = grid.columns * grid.rows;
  const [sums, counts] = [new Float64Array(size), new Float64Array(size)];
  for (const [point, place] of places.entries()) {
    const value = values[point]!;
    if (place < 0 || Number.isNaN(value)) continue;
    sums[place]! += value;
    counts[place]! += 1;
  }
  const [weighed, weights] = [blurred(sums, grid), blurred(counts, grid)];
  return weighed.map((sum, place) => sum / weights[place]!);
}

/** Each place with what is around it, by the weights 1, 2, 1 along both sides. */
function blurred(values: Float64Array, { columns, rows }: Grid): Float64Array {
  const along = (from: Float64Array, stride: number, length: number) =>
    from.map((value, place) => {
      const at = Math.floor(place / stride) % length;
      const before = at > 0 ? from[place - stride]! : 0;
      const after = at < length - 1 ? from[place + stride]! : 0;
      return before + 2 * value + after;
    });
  return along(along(values, 1, columns), columns, rows);
}
