// Least values at which something happens, looked for in whole populations: a round asks for many values at once, so that it
// takes as long as one, and leaves of each interval no more than the part between two of them.

/** Values between which one is looked for; it is taken that nothing happens below and something above. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where a value was found: nothing happens at `below`, something at `above`, and `value` lies in the middle. */
export interface Edge {
  readonly value: number;
  readonly below: number;
  readonly above: number;
}

/**
 * Says at which values something happens.
 * @param values of each row, ascending, as many in every row
 */
export type Ask = (values: readonly (readonly number[])[]) => Promise<readonly (readonly boolean[])[]>;

export interface SearchOptions {
  /** Values of each row that are asked for at once. */
  readonly points?: number;
  /** Most rounds; there are no more where the tolerance is reached. */
  readonly rounds?: number;
  /** Largest distance from `value` to what is sought, relative to `value`. */
  readonly tolerance?: number;
  /**
   * Where it happens in parts: `first` takes the lowest value at which it does, `last` the one from which on it does all the
   * way up.
   */
  readonly edge?: 'first' | 'last';
}

/** Values that a row is asked for at once. */
export const POINTS = 64;
export const TOLERANCE = 1e-5;
/** Intervals whose ends have a larger ratio are divided evenly on a logarithmic scale. */
const WIDE = 4;
/** Rounds, for values near 0, to which no tolerance relative to them can be reached. */
const MOST_ROUNDS = 12;

/**
 * Looks for one value in each of some intervals.
 * @returns an edge for each; of one where it happens already at `low` that with `value` -Infinity, and where it happens nowhere NaN
 */
export async function leastValues(
  intervals: readonly Interval[],
  ask: Ask,
  { points = POINTS, rounds = MOST_ROUNDS, tolerance = TOLERANCE, edge = 'first' }: SearchOptions = {},
): Promise<Edge[]> {
  const asked = intervals.map(({ low, high }) => spaced(low, high, points));
  const answers = await ask(asked);
  let edges = answers.map((row, i) => edgeIn(asked[i]!, row, edge));
  for (let round = 1; round < rounds; round++) {
    if (edges.every((one) => isFine(one, tolerance))) break;
    // What is found already, or nowhere, is asked for once more with the others: a population has as many rows as before.
    const next = edges.map((one, i) =>
      Number.isFinite(one.value) ? spaced(one.below, one.above, points + 2).slice(1, -1) : asked[i]!,
    );
    const happens = await ask(next);
    edges = edges.map((one, i) =>
      Number.isFinite(one.value)
        ? edgeIn([one.below, ...next[i]!, one.above], [false, ...happens[i]!, true], edge)
        : one,
    );
  }
  return edges;
}

const isFine = ({ value, below, above }: Edge, tolerance: number): boolean =>
  !Number.isFinite(value) || above - below <= 2 * tolerance * Math.abs(value);

function spaced(low: number, high: number, count: number): number[] {
  const isWide = low > 0 && high / low > WIDE;
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    if (share === 1) return high;
    return isWide ? low * (high / low) ** share : low + (high - low) * share;
  });
}

function edgeIn(values: readonly number[], happens: readonly boolean[], edge: 'first' | 'last'): Edge {
  const at = edge === 'first' ? happens.indexOf(true) : happens.lastIndexOf(false) + 1;
  if (at < 0 || at === values.length) return { value: Number.NaN, below: values.at(-1)!, above: Number.NaN };
  if (at === 0) return { value: Number.NEGATIVE_INFINITY, below: Number.NaN, above: values[0]! };
  const [below, above] = [values[at - 1]!, values[at]!];
  return { value: (below + above) / 2, below, above };
}
