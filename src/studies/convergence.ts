import type { Edge, Interval } from './search.ts';
import type { Lengths } from './tempo.ts';

/** Values that were found with runs of growing length. */
export interface Converged {
  /** What they go to as runs become longer. */
  readonly values: readonly number[];
  /** How long the last runs lasted, ms. */
  readonly duration: number;
  /** Largest relative change by the last doubling. */
  readonly change: number;
}

/** Doublings after which it is said that a value goes on to change. */
const MOST_DOUBLINGS = 5;
/** Part of a value by which it is looked for around where it was with the first runs. */
const NEAR = 0.1;
/** The least part, in tolerances: 16 values then lie so near to each other that one round is enough. */
const LEAST = 4;
/** The most, so that what is above 0 is not looked for below. */
const MOST = 0.9;

/**
 * Repeats a search with runs of twice the length until what it finds changes by no more than a tolerance. Near the end of a
 * cycle, and where firing begins at rate 0, neurons linger for a time that goes with one over the root of the distance: each
 * doubling leaves a quarter of the error, and so a third of the last change is added (Richardson). Where nothing lingers that
 * is nothing.
 * @param search for all edges with runs of a length (ms): in the intervals that are given, and where there is none everywhere
 * @param lengths of the first runs; where nothing is found, the longest are tried
 * @param tolerance relative change
 * @param known values that the limits cannot be above, where there are such; those that agree with them have settled
 */
export async function converge(
  search: (duration: number, near?: readonly (Interval | undefined)[]) => Promise<readonly Edge[]>,
  { first, longest }: Lengths,
  tolerance: number,
  known?: readonly number[],
): Promise<Converged> {
  let duration = first;
  let found = (await search(duration)).map(({ value }) => value);
  if (longest > first && found.every(Number.isNaN)) {
    duration = longest;
    found = (await search(duration)).map(({ value }) => value);
  }
  let values = found;
  let expected = found;
  let part = NEAR;
  let change = 0;
  for (let doubling = 0; doubling < MOST_DOUBLINGS && found.some(Number.isFinite); doubling++) {
    duration *= 2;
    const near = await search(
      duration,
      expected.map((value) => around(value, part)),
    );
    // Beyond the neighbourhood of what was found before, everywhere has to be looked.
    const isLost = near.some(({ value }, i) => Number.isFinite(value) !== Number.isFinite(found[i]));
    const next = (isLost ? await search(duration) : near).map(({ value }) => value);
    const limits = next.map((value, i) => value + (value - found[i]!) / 3);
    const rawChange = largestChange(found, next);
    change = Math.min(rawChange, largestChange(values, limits));
    expected = next.map((value, i) => value + (value - found[i]!) / 4);
    [found, values] = [next, limits.map((limit, i) => (Number.isFinite(limit) ? limit : next[i]!))];
    part = Math.min(MOST, Math.max(rawChange / 2, LEAST * tolerance));
    if (change <= tolerance || (known && agree(values, known, tolerance))) break;
  }
  return { values, duration, change };
}

const agree = (values: readonly number[], known: readonly number[], tolerance: number): boolean =>
  values.every((value, i) => Math.abs(value - known[i]!) <= tolerance * Math.abs(known[i]!));

function around(value: number, part: number): Interval | undefined {
  if (!Number.isFinite(value)) return undefined;
  return { low: value - part * Math.abs(value), high: value + part * Math.abs(value) };
}

function largestChange(former: readonly number[], next: readonly number[]): number {
  return next.reduce((most, value, i) => {
    const isThere = Number.isFinite(value) && Number.isFinite(former[i]);
    return isThere ? Math.max(most, Math.abs(value - former[i]!) / Math.abs(value)) : most;
  }, 0);
}
