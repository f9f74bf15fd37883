import { substitute, symbol, symbolsOf } from '../formula/expr.ts';
import { CELL } from '../formula/random.ts';
import { cornersOf } from '../population/corners.ts';
import type { Problem } from '../problem/problem.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import type { Process, System } from '../system/system.ts';

// Some neurons that stand for a population, as a problem of their own.

/** The number that a neuron has in the whole, where random numbers come from it. */
const NUMBER = 'random.number';

/**
 * Some neurons that stand for the population of an experiment, by their numbers: half of them at its corners, the others spread
 * evenly.
 * @param most most neurons
 */
export function representatives(experiment: Experiment, most: number): number[] {
  const population = populationOf(experiment);
  const count = populationSize(population);
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const columns = columnsOf(population, (path) => validRange(experiment.model, path));
  const corners = thinned(cornersOf(population, columns, count), Math.ceil(most / 2));
  const others = thinned({ length: count, at: (i) => i }, most - corners.length);
  return [...new Set([...corners, ...others])].sort((a, b) => a - b);
}

/** At most so many of a list, spread evenly, the first and the last one among them. */
export function thinned(
  list: { readonly length: number; at(i: number): number | undefined },
  most: number,
): number[] {
  const count = Math.min(list.length, most);
  const step = count > 1 ? (list.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => list.at(Math.round(i * step))!);
}

/**
 * The same problem for some of its neurons alone, in the given order, with the numbers and the random numbers that they have in
 * the whole. They are numbered anew, and their events are recorded, but no traces.
 */
export function selectionOf(problem: Problem, cells: readonly number[]): Problem {
  const { system, population } = problem;
  const of = (value: (cell: number) => number) => ({
    value: (i: number) => value(cells[i]!),
    length: cells.length,
    stride: 1,
  });
  const columns = population.columns.map((column) => ({ ...column, ...of(column.value) }));
  const random = isRandom(system);
  const number = {
    path: NUMBER,
    extremes: [Math.min(...cells), Math.max(...cells)] as const,
    ...of((cell) => cell),
  };
  return {
    ...problem,
    system: random ? withNumbers(system) : system,
    population: { first: 0, count: cells.length, columns: random ? [...columns, number] : columns },
    record: { events: true },
  };
}

/** Whether random numbers act on a neuron while it runs: at another step they are others. */
export const isRandom = ({ processes }: Pick<System, 'processes'>): boolean =>
  processes.some(({ next }) => symbolsOf(next).has(CELL));

const numbered = (process: Process): Process => {
  const numbers = new Map([[CELL, symbol(NUMBER)]]);
  return {
    ...process,
    next: substitute(process.next, numbers),
    initial: substitute(process.initial, numbers),
  };
};

const withNumbers = (system: System): System => ({
  ...system,
  processes: system.processes.map(numbered),
  numbers: [...system.numbers, { path: NUMBER, symbol: NUMBER, type: 'step', unit: '1', value: 0 }],
});
