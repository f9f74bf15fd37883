import { residueOf } from '../../formula/compensation.ts';
import type { Problem } from '../../problem/problem.ts';
import { heldAtBeginning } from '../conversion.ts';
import type { StateArrays, Work } from '../initial.ts';
import { sameTables } from '../kernel-parts.ts';
import { Results } from '../results.ts';
import type { KeptRow } from '../resumable.ts';
import { generateKernel, type Kernel, type KernelOptions } from './kernel.ts';
import type { Extent, Image, SharedNumber, Words } from './part.ts';

/** Neurons whose varied numbers are computed together. */
const BLOCK = 1024;

/** A problem as it is compiled. */
export interface Compiled {
  readonly problem: Problem;
  readonly kernel: Kernel;
  readonly results: Results;
  readonly image: Image;
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
  const results = new Results(problem, kernel);
  if (isSame) return { problem, kernel, results, image: former.image };
  const module = await WebAssembly.compile(kernel.bytes);
  const { digits, rows, sampled, tables } = kernel;
  const { copies, names } = rows;
  const image = { module, digits, copies, rows: names, sampled, tables: tables.values };
  return { problem, kernel, results, image };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Some neurons of a population, by the number of the first one in the whole. */
export type Neurons = Pick<Extent, 'first' | 'cells'>;

/** The states of some neurons; in float32 as the nearest ones and, where that is kept, what they leave out. */
export function* stateWords(
  { kernel, problem }: Compiled,
  state: StateArrays,
  { first, cells }: Neurons,
): Generator<Words> {
  const begin = first - problem.population.first;
  for (const name of kernel.program.states) {
    const values = state[name]!.subarray(begin, begin + cells);
    yield { name, type: 'real', values };
    if (!kernel.compensated) continue;
    yield { name: residueOf(name), type: 'real', values: values.map((value) => value - Math.fround(value)) };
  }
}

/** The rows of what was kept of a run, as they belong to some neurons. */
export function keptWords(rows: readonly KeptRow[], problem: Problem, { first, cells }: Neurons): Words[] {
  const begin = first - problem.population.first;
  return rows.map(({ values, ...row }) => ({ ...row, values: values.subarray(begin, begin + cells) }));
}

/** The numbers that vary, of some neurons. */
export function* numberWords(
  { kernel: { varied, numbers } }: Compiled,
  { first, cells }: Neurons,
): Generator<Words> {
  for (const { symbol: name, type } of varied) {
    const values = new Float64Array(cells);
    for (let begin = 0; begin < cells; begin += BLOCK) {
      const size = Math.min(BLOCK, cells - begin);
      values.set(numbers.values(name, first + begin, size).subarray(0, size), begin);
    }
    yield { name, type, values };
  }
}

export const sharedNumbers = ({ kernel: { live, numbers } }: Compiled): SharedNumber[] =>
  live.map(({ symbol, type }) => ({ type, value: numbers.value(symbol) }));

/** The states that a run begins with, as the integrator holds them. */
export const beginning = ({ problem, kernel }: Compiled, work: Work): Promise<StateArrays> =>
  heldAtBeginning({ ...kernel, problem }, work);
