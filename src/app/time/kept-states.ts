import type { Simulation, Snapshot } from '../../engine/simulation.ts';
import { bytesOf } from '../followers/ring.ts';
import { texts } from '../texts/language.ts';

/** Memory that kept states may take together, bytes. */
const MEMORY = 256 * 2 ** 20;

/** A state of the population to which one can go back. */
export interface KeptState {
  readonly number: number;
  /** Simulated time, ms. */
  readonly time: number;
  readonly snapshot: Snapshot;
}

/**
 * The list with one more state.
 * @param time ms
 * @throws RangeError if there is no room for it
 */
export function withKept(list: readonly KeptState[], snapshot: Snapshot, time: number): KeptState[] {
  const bytes = [...list.map((kept) => kept.snapshot), snapshot].reduce((sum, one) => sum + bytesOf(one), 0);
  if (list.length > 0 && bytes > MEMORY) {
    const { noRoom } = texts.value.time;
    throw new RangeError(noRoom(list.length + 1, Math.ceil(bytes / 2 ** 20), MEMORY / 2 ** 20));
  }
  return [...list, { number: (list.at(-1)?.number ?? 0) + 1, time, snapshot }];
}

/** @throws RangeError if a population cannot go on from a kept state: it has other neurons or variables */
export function checkFit(
  { number, snapshot: { state } }: KeptState,
  { cells, variables }: Pick<Simulation, 'cells' | 'variables'>,
): void {
  const names = Object.keys(state);
  const count = state[names[0]!]!.length;
  if (count === cells && names.join() === variables.join()) return;
  const { state: stateOf, noFit } = texts.value.time;
  throw new RangeError(noFit(stateOf(number), { count, variables: names }, { count: cells, variables }));
}
