import type { Edge, Interval } from './search.ts';

/** Edges that were found with runs of some length. */
export interface Converged {
  readonly edges: readonly Edge[];
  /** How long the last runs lasted, ms. */
  readonly duration: number;
  /** Largest relative change by the last doubling; NaN where the first runs were the longest that are made. */
  readonly change: number;
}

/** Doublings after which it is said that a value goes on to change. */
const MOST_DOUBLINGS = 7;
/** Part of an edge by which it is looked for around where it was with the first runs. */
const NEAR = 0.1;
/** Times the last change that an edge is looked for around where it was with longer runs, and the least part of it. */
const [CHANGES, LEAST] = [2, 10];

/**
 * Repeats a search with runs of twice the length until what it finds changes by no more than a tolerance. Near the end of a
 * cycle and near the beginning of slow firing neurons linger, by a time that goes with one over the root of the distance: each
 * doubling leaves a quarter of the error.
 * @param search for all edges with runs of a length (ms): in intervals around those that were found, or everywhere
 * @param tolerance relative change
 */
export async function converge(
  search: (duration: number, near?: readonly Interval[]) => Promise<readonly Edge[]>,
  first: number,
  tolerance: number,
): Promise<Converged> {
  let duration = first;
  let edges = await search(duration);
  let change = Number.NaN;
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    if (!edges.some(({ value }) => Number.isFinite(value))) break;
    duration *= 2;
    const part = Number.isNaN(change) ? NEAR : Math.max(CHANGES * change, LEAST * tolerance);
    const near = await search(
      duration,
      edges.map((edge) => around(edge, part)),
    );
    // Beyond the neighbourhood of what was found before, everywhere has to be looked.
    const isLost = near.some(({ value }, i) => !Number.isFinite(value) && Number.isFinite(edges[i]!.value));
    const next = isLost ? await search(duration) : near;
    change = next.reduce((most, { value }, i) => Math.max(most, relativeChange(edges[i]!.value, value)), 0);
    edges = next;
    if (change <= tolerance) break;
  }
  return { edges, duration, change };
}

function around({ value }: Edge, part: number): Interval {
  const size = Math.abs(value);
  return { low: value - part * size, high: value + part * size };
}

function relativeChange(former: number, value: number): number {
  if (!Number.isFinite(former) && !Number.isFinite(value)) return 0;
  return Math.abs(value - former) / Math.abs(value);
}
