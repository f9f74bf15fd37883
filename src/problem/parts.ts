import type { Problem } from './problem.ts';

/**
 * The same problem for a part of its neurons. They keep their numbers, and so all that differs between them; the parts of a
 * population can be advanced anywhere and in any order.
 * @param first number of the first neuron in the whole population
 * @throws RangeError if the problem does not have these neurons
 */
export function partOf(problem: Problem, first: number, count: number): Problem {
  const { population, record } = problem;
  const end = population.first + population.count;
  const isInside = first >= population.first && count >= 1 && first + count <= end;
  if (!isInside || !Number.isInteger(first) || !Number.isInteger(count)) {
    throw new RangeError(
      `there are no ${count} neurons from number ${first} on; the population has ${population.first} to ${end - 1}`,
    );
  }
  const cells = record.traces?.cells.filter((cell) => cell >= first && cell < first + count) ?? [];
  const traces = record.traces && cells.length > 0 ? { ...record.traces, cells } : undefined;
  return { ...problem, population: { ...population, first, count }, record: { ...record, traces } };
}
