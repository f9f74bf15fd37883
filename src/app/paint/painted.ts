// What was painted, as it is kept in links: a population of many cells has few strokes.

/** What was painted on a number of a cell: it is `factor` times what it would be, and `added`, in its unit, more. */
export interface Change {
  readonly factor: number;
  readonly added: number;
}

/** Cells in their order: so many that are left out, so many that are meant, and so on. */
export type Runs = readonly number[];

/** What was painted on some numbers, by their paths, and the cells that each change is of. */
export type Painted = readonly {
  readonly of: string;
  readonly changes: readonly (readonly [factor: number, added: number, cells: Runs])[];
}[];

export const unchanged: Change = { factor: 1, added: 0 };

/** Largest factor and largest amount: far beyond the range of any number, and products of it are still finite. */
export const LARGEST_CHANGE = 1e12;

/** One change after the other. */
export const combined = (first: Change, then: Change): Change => ({
  factor: limited(then.factor * first.factor),
  added: limited(then.factor * first.added + then.added),
});

const limited = (value: number): number => Math.min(LARGEST_CHANGE, Math.max(-LARGEST_CHANGE, value));

/** A number with what was painted on it, not beyond its valid range. */
export const paintedValue = (
  own: number,
  { factor, added }: Change,
  [low, high]: readonly [number, number],
): number => Math.min(high, Math.max(low, factor * own + added));

/** All changes of some cells, each with the cells that it is of. */
export function runsOf(
  count: number,
  changeIn: (cell: number) => Change,
): [factor: number, added: number, cells: number[]][] {
  const found = new Map<string, { readonly change: Change; readonly runs: number[]; end: number }>();
  for (let cell = 0; cell < count; ) {
    const change = changeIn(cell);
    const from = cell;
    do cell++;
    while (cell < count && isSame(changeIn(cell), change));
    if (isSame(change, unchanged)) continue;
    const key = `${change.factor} ${change.added}`;
    const of = found.get(key) ?? { change, runs: [], end: 0 };
    of.runs.push(from - of.end, cell - from);
    of.end = cell;
    found.set(key, of);
  }
  return [...found.values()].map(({ change: { factor, added }, runs }) => [factor, added, runs]);
}

const isSame = (a: Change, b: Change): boolean => a.factor === b.factor && a.added === b.added;

/** What was painted on a number of one cell. */
export function changeOf(painted: Painted, path: string, cell: number): Change {
  const changes = painted.find(({ of }) => of === path)?.changes ?? [];
  const [factor, added] = changes.find(([, , runs]) => isIn(runs, cell)) ?? [1, 0];
  return { factor, added };
}

function isIn(runs: Runs, cell: number): boolean {
  let end = 0;
  for (let i = 0; i + 1 < runs.length && end <= cell; i += 2) {
    const from = end + runs[i]!;
    end = from + runs[i + 1]!;
    if (cell >= from && cell < end) return true;
  }
  return false;
}
