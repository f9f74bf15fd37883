import { residueOf } from '../../formula/compensation.ts';
import { InputError } from '../../input/schema.ts';
import type { Problem } from '../../problem/problem.ts';
import { heldAtBeginning } from '../conversion.ts';
import type { StateArrays, Work } from '../initial.ts';
import { sameTables } from '../kernel-parts.ts';
import { spikeCapacity } from '../recording.ts';
import type { KeptRow } from '../resumable.ts';
import { generateKernel, type Kernel, type KernelOptions } from './kernel.ts';
import { EVENT_BYTES, GROUPS, MOST_PAGES, PAGE_BYTES } from './memory.ts';
import type { Extent, Image, SharedNumber, Words } from './part.ts';
import type { Thread } from './threads.ts';

/** Fewest neurons that are worth a thread. */
const FEWEST = 256;
/** Neurons whose varied numbers are computed together. */
const BLOCK = 1024;

/** A problem as it is compiled. */
export interface Compiled {
  readonly problem: Problem;
  readonly kernel: Kernel;
  readonly image: Image;
}

/** Some neurons and the thread that holds them. */
export interface Share {
  readonly extent: Extent;
  readonly thread: Thread;
}

/** @param former of which the module is kept where it would be the same */
export async function compile(
  problem: Problem,
  options: KernelOptions,
  former?: Compiled,
): Promise<Compiled> {
  const kernel = generateKernel(problem, options);
  const isSame =
    former && sameBytes(kernel.bytes, former.kernel.bytes) && sameTables(kernel.tables, former.kernel.tables);
  if (isSame) return { problem, kernel, image: former.image };
  const module = await WebAssembly.compile(kernel.bytes);
  const { digits, rows, sampled, tables } = kernel;
  const { copies, names } = rows;
  return { problem, kernel, image: { module, digits, copies, rows: names, sampled, tables: tables.values } };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Gives every thread some whole groups. @throws InputError if the population does not fit into the memory */
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

export const nameOf = ({ first, cells }: Extent): string => `neurons ${first} to ${first + cells - 1}`;

/** Prepares the parts of a population. @param state carried over from the present parts where it is not given */
export async function prepare(
  shares: readonly Share[],
  compiled: Compiled,
  state: StateArrays | undefined,
): Promise<void> {
  const { image, kernel } = compiled;
  const rows = kernel.program.states;
  const carried = state ? [] : kernel.compensated ? [...rows, ...rows.map(residueOf)] : rows;
  await all(shares, ({ thread, extent }) =>
    thread.holder.prepare({
      // Arrays move to the thread that they are given to.
      image: { ...image, tables: image.tables.slice() },
      extent,
      words: [...numberWords(compiled, extent), ...(state ? stateWords(compiled, state, extent) : [])],
      numbers: sharedNumbers(compiled),
      carried,
    }),
  );
}

/** The states of some neurons; in float32 as the nearest ones and, where that is kept, what they leave out. */
export function stateWords(
  { kernel, problem }: Compiled,
  state: StateArrays,
  { first, cells }: Extent,
): readonly Words[] {
  const begin = first - problem.population.first;
  return kernel.program.states.flatMap((name): Words[] => {
    const values = state[name]!.slice(begin, begin + cells);
    const words: Words[] = [{ name, type: 'real', values }];
    if (!kernel.compensated) return words;
    const residue = values.map((value) => value - Math.fround(value));
    return [...words, { name: residueOf(name), type: 'real', values: residue }];
  });
}

/** The rows of what was kept of a run, as they belong to some neurons. */
export function keptWords(rows: readonly KeptRow[], problem: Problem, { first, cells }: Extent): Words[] {
  const begin = first - problem.population.first;
  return rows.map(({ values, ...row }) => ({ ...row, values: values.slice(begin, begin + cells) }));
}

/** The numbers that vary, of some neurons. */
export function numberWords({ kernel: { varied, numbers } }: Compiled, { first, cells }: Extent): Words[] {
  return varied.map(({ symbol: name, type }) => {
    const values = new Float64Array(cells);
    for (let begin = 0; begin < cells; begin += BLOCK) {
      const size = Math.min(BLOCK, cells - begin);
      values.set(numbers.values(name, first + begin, size).subarray(0, size), begin);
    }
    return { name, type, values };
  });
}

export const sharedNumbers = ({ kernel: { live, numbers } }: Compiled): SharedNumber[] =>
  live.map(({ symbol, type }) => ({ type, value: numbers.value(symbol) }));

/** The states that a run begins with, as the integrator holds them. */
export const begin = ({ problem, kernel }: Compiled, work: Work): Promise<StateArrays> =>
  heldAtBeginning({ ...kernel, problem }, work);

/** Calls every thread; waits for all of them, whatever happens to one. */
export async function all<Result>(
  shares: readonly Share[],
  call: (share: Share) => Promise<Result>,
): Promise<Result[]> {
  const outcomes = await Promise.allSettled(shares.map(call));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<Result>).value);
}
