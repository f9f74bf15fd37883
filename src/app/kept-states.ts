import type { Simulation, Snapshot } from '../engine/simulation.ts';
import { bytesOf } from './followers/ring.ts';

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
    throw new RangeError(
      `${list.length + 1} kept states take ${Math.ceil(bytes / 2 ** 20)} MB, and there is room for ${MEMORY / 2 ** 20} MB; remove one first`,
    );
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
  throw new RangeError(
    `${nameOf(number)} has ${count} cells with ${names.join(', ')}, and the population has ${cells} with ${variables.join(', ')}: choose the former neurons and membrane to go back to it`,
  );
}

export const nameOf = (number: number): string => `State ${number}`;
