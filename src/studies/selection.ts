import { substitution, symbol, symbolsOf } from '../formula/expr.ts';
import { CELL } from '../formula/random.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { cornersOf } from '../population/corners.ts';
import type { Problem } from '../problem/problem.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import type { System } from '../system/system.ts';

// Some neurons that stand for a population, as a problem of their own.

/** The number that a neuron has in the whole, where random numbers come from it. */
const NUMBER = 'random.number';

/** Neurons whose numbers follow one another. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/**
 * Some neurons that stand for the population of an experiment, by their numbers: half of them at its corners, the others spread
 * evenly.
 * @param most most neurons
 * @param part the neurons that they stand for, if those are not all
 */
export function representatives(experiment: Experiment, most: number, part?: Range): number[] {
  const population = populationOf(experiment);
  const whole = populationSize(population);
  const { first, count } = part ?? { first: 0, count: whole };
  if (count <= most) return Array.from({ length: count }, (_, i) => first + i);
  const columns = columnsOf(population, (path) => validRange(experiment.model, path));
  const corners = cornersOf(population, columns, whole).filter(
    (cell) => cell >= first && cell < first + count,
  );
  const cells = new Set(thinned(corners, Math.ceil(most / 2)));
  for (let spread = most - cells.size; cells.size < most; spread++) {
    for (const cell of thinned({ length: count, at: (i) => first + i }, spread))
      if (cells.size < most) cells.add(cell);
  }
  return [...cells].sort((a, b) => a - b);
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
    system: random ? numbered(system) : system,
    population: { first: 0, count: cells.length, columns: random ? [...columns, number] : columns },
    record: { events: true },
  };
}

/** Whether random numbers act on a neuron while it runs: at another step they are others. */
export const isRandom = ({ processes }: Pick<System, 'processes'>): boolean =>
  processes.some(({ next }) => symbolsOf(next).has(CELL));

/** What acts on a neuron, its random numbers by the number that it has in the whole. */
function numbered(system: System): System {
  const renumber = substitution(new Map([[CELL, symbol(NUMBER)]]));
  return {
    ...system,
    inputs: system.inputs.map((input) => ({ ...input, formula: renumber(input.formula) })),
    processes: system.processes.map((process) => ({
      ...process,
      next: renumber(process.next),
      initial: renumber(process.initial),
    })),
    observables: system.observables.map((one) => ({ ...one, formula: renumber(one.formula) })),
    numbers: [...system.numbers, { path: NUMBER, symbol: NUMBER, type: 'step', unit: '1', value: 0 }],
  };
}
