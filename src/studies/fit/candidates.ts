import type { Population, Problem } from '../../problem/problem.ts';
import type { ExperimentInput } from '../../protocol/experiment.ts';
import type { Free } from './free.ts';
import type { Points } from './perturbation.ts';

// Neurons that differ in what is looked for.

/** Rules of a sample that has every free number in its range: what an experiment is checked and stepped for. */
export function ranges(free: readonly Free[]): NonNullable<ExperimentInput['sample']>['vary'] {
  return Object.fromEntries(
    free.map(({ path, range: { from, to, logarithmic } }) => [
      path,
      logarithmic ? { loguniform: { from, to } } : { from, to },
    ]),
  );
}

/** The values of the free numbers at points of the unit cube: `values[number][i]`. */
export const valuesAt = (free: readonly Free[], points: Points): readonly Float64Array[] =>
  free.map(({ at }, i) => points[i]!.map(at));

/**
 * A problem of a sample with other neurons: candidates with these values.
 * @param each a number that takes several values in each candidate, whose neurons follow one another
 */
export function withCandidates(
  problem: Problem,
  free: readonly Free[],
  values: readonly Float64Array[],
  each?: { readonly path: string; readonly values: readonly number[] },
): Problem {
  const stride = each?.values.length ?? 1;
  const candidates = values[0]!.length;
  const columns: Population['columns'] = problem.population.columns.map((column) => {
    const number = free.findIndex(({ path }) => path === column.path);
    return number < 0
      ? { ...column, length: stride, stride: 1, value: (cell) => each!.values[cell % stride]! }
      : {
          ...column,
          length: candidates,
          stride,
          value: (cell) => values[number]![Math.floor(cell / stride)]!,
        };
  });
  return { ...problem, population: { first: 0, count: candidates * stride, columns } };
}
