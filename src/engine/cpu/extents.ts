import { InputError } from '../../input/schema.ts';
import { spikeCapacity } from '../recording.ts';
import type { Compiled } from './compiled.ts';
import { EVENT_BYTES, GROUPS, MOST_PAGES, PAGE_BYTES } from './memory.ts';
import type { Extent } from './part.ts';

/** Fewest neurons that are worth a thread. */
const FEWEST = 256;

/**
 * Gives every thread some whole groups.
 * @param memory bytes that the population may take
 * @throws InputError if it does not fit
 */
export function divide({ problem, kernel }: Compiled, threads: number, memory: number): Extent[] {
  const { first, count } = problem.population;
  const { group, groupBytes } = kernel.rows;
  const number = Math.max(1, Math.min(threads, Math.floor(count / FEWEST)));
  const events = problem.record.events ? spikeCapacity(count) : 1;
  const bytesOfNeuron = groupBytes / group + (EVENT_BYTES * events) / count;
  const most = Math.floor(Math.min(memory, number * (MOST_PAGES * PAGE_BYTES - GROUPS)) / bytesOfNeuron);
  if (count > most) {
    throw new InputError(
      `a population of ${count} neurons does not fit into memory: the CPU engine can hold ${most}; reduce sweep.x.count or sweep.y.count`,
    );
  }
  const each = Math.ceil(count / number / group) * group;
  return Array.from({ length: Math.ceil(count / each) }, (_, i) => {
    const cells = Math.min(each, count - i * each);
    return { first: first + i * each, cells, capacity: Math.ceil((events * cells) / count) };
  });
}

/** What some neurons are called in messages. */
export const nameOf = ({ first, cells }: Extent): string => `neurons ${first} to ${first + cells - 1}`;
