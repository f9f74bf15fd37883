import { residueOf } from '../formula/compensation.ts';
import type { Tables } from '../formula/expr.ts';
import type { Problem } from '../problem/problem.ts';
import { type NumberSource, Numbers } from './numbers.ts';
import { type Program, programOf } from './program.ts';

/** What kernels of every kind are generated from and say of themselves. */
export interface KernelParts {
  readonly program: Program;
  readonly numbers: Numbers;
  /** Numbers that vary over the population, in the order of their rows. */
  readonly varied: readonly NumberSource[];
  /** Numbers that can be changed without a new kernel, in the order of their places. */
  readonly live: readonly NumberSource[];
  /** Whether what rounding leaves out of the states is kept, in rows of its own. */
  readonly compensated: boolean;
  /** Numbers that formulas look up, one table after another, and where each begins. */
  readonly tables: PackedTables;
  /** Names of what a sample holds: states at the time of the potential, and observables. */
  readonly sampled: readonly string[];
}

/**
 * Steps (ms) from which on sums in float32 are not compensated: they round 5 times less often than at 0.01 ms, and the
 * discretisation error has grown beyond what rounding does to a cell near its threshold.
 */
const UNCOMPENSATED_FROM = 0.02;

/**
 * @param live whether every number can be changed without a new kernel
 * @param single whether the kernel computes in float32
 */
export function kernelParts(
  problem: Problem,
  { live, single }: { readonly live: boolean; readonly single: boolean },
): KernelParts {
  const numbers = new Numbers(problem);
  const program = programOf(problem, numbers, ({ varies }) => varies || live);
  return {
    program,
    numbers,
    varied: program.numbers.filter(({ varies }) => varies),
    live: live ? program.numbers.filter(({ varies }) => !varies) : [],
    tables: packTables(program.tables),
    compensated: single && problem.dt < UNCOMPENSATED_FROM,
    sampled: [...new Set([...program.states, ...(problem.record.traces?.values ?? [])])],
  };
}

/** Tables one after another. */
export interface PackedTables {
  readonly values: Float64Array;
  /** Position of the first number of a table, by its name. */
  readonly begins: ReadonlyMap<string, number>;
}

function packTables(tables: Tables): PackedTables {
  const begins = new Map<string, number>();
  let size = 0;
  for (const [name, { length }] of tables) {
    begins.set(name, size);
    size += length;
  }
  const values = new Float64Array(size);
  for (const [name, table] of tables) values.set(table, begins.get(name)!);
  return { values, begins };
}

/** Whether both hold the same numbers. */
export const sameTables = (a: PackedTables, b: PackedTables): boolean =>
  a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);

/** Values of the counts of steps that are constants of a kernel; of one that varies, in some neuron. */
export function countsOf({ program, numbers }: KernelParts): ReadonlyMap<string, number> {
  const counts = program.numbers.filter(({ type }) => type === 'step');
  return new Map(counts.map(({ symbol }) => [symbol, numbers.value(symbol)]));
}

/** Rows of the states, and of what rounding leaves out of them. */
export function stateRows(states: readonly string[]): string[] {
  return [...states, ...states.map(residueOf)];
}
