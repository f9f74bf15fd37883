import { partOf } from './parts.ts';
import type { Band, Population, Problem, Sampling } from './problem.ts';

/** The bands that have neurons among those of a problem. */
export function bandsIn({ bands = [], population: { first, count } }: Problem): readonly Band[] {
  return bands.filter((band) => band.first < first + count && first < band.first + band.count);
}

/** The neurons of a band alone among those of a population, by their numbers in the whole. */
export function neuronsIn(band: Band, { first, count }: Population): Pick<Population, 'first' | 'count'> {
  const begin = Math.max(first, band.first);
  return { first: begin, count: Math.min(first + count, band.first + band.count) - begin };
}

/** Neurons as a band has them alone, numbered from its own first one. */
export function populationIn({ first: shift }: Band, { first, columns, ...rest }: Population): Population {
  return {
    ...rest,
    first: first - shift,
    columns: columns.map((column) => ({ ...column, value: (cell) => column.value(cell + shift) })),
  };
}

/** What is sampled, as a band has it alone. */
export function samplingIn({ first: shift, times }: Band, { cells, every, values }: Sampling): Sampling {
  return { cells: cells.map((cell) => cell - shift), every: every * times, values };
}

/** The problem that a band is alone. @param problem of neurons of that band, as the whole has them */
export function problemIn(band: Band, problem: Problem): Problem {
  const { bands, record, ...rest } = problem;
  const { first, count, times, ...method } = band;
  return {
    ...rest,
    ...method,
    population: populationIn(band, problem.population),
    record: { ...record, traces: record.traces && samplingIn(band, record.traces) },
    steps: times * problem.steps,
    windowStart: times * problem.windowStart,
  };
}

/**
 * What every band of a problem is alone, with the number that its neuron 0 has in the whole, and its neurons there; the problem itself if it
 * has none.
 */
export function bandProblems(problem: Problem): readonly {
  readonly problem: Problem;
  readonly shift: number;
  readonly first: number;
  readonly count: number;
}[] {
  const { population } = problem;
  if (!problem.bands) return [{ problem, shift: 0, first: population.first, count: population.count }];
  return bandsIn(problem).map((band) => {
    const { first, count } = neuronsIn(band, population);
    return { problem: problemIn(band, partOf(problem, first, count)), shift: band.first, first, count };
  });
}

/** Steps of one neuron each that a problem takes for so many of its own. */
export function neuronSteps(problem: Problem, steps: number): number {
  const { bands, population } = problem;
  if (!bands) return steps * population.count;
  const each = bandsIn(problem).map((band) => band.times * neuronsIn(band, population).count);
  return steps * each.reduce((sum, one) => sum + one);
}
