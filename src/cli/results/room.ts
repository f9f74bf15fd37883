import { repeated } from '../../input/repeated.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Statistic } from '../../statistics/statistic.ts';
import { cellColumns, sampledQuantities, withUnit } from '../../tables/columns.ts';
import type { FormatName } from '../formats/format.ts';
import { traceKinds } from './sample-file.ts';

/** The highest number of a neuron where numbers have a sign, as differences of them should. */
const HIGHEST = 2 ** 31 - 1;

/** @throws InputError if two columns of a table would have one name, or it has something that a format has no room for */
export function checkRoom(problem: Problem, statistics: readonly Statistic[], format: FormatName): void {
  const { first, count } = problem.population;
  const last = first + count - 1;
  if (format !== 'csv' && last > HIGHEST)
    throw new InputError(
      `--format ${format} has neurons up to number ${HIGHEST}, and these go up to ${last}; use --format csv, or fewer neurons`,
    );
  const measured = statistics.map(({ name, unit }) => withUnit(name, unit));
  const sampled = problem.record.traces ? traceKinds(sampledQuantities(problem)) : [];
  for (const [key, names] of [
    ['statistics', [...cellColumns(problem).map(({ name }) => name), ...measured]],
    ['record.traces.values', sampled.map(({ name }) => name)],
  ] as const) {
    const twice = repeated(names);
    if (twice !== undefined)
      throw new InputError(
        `${key}: two columns would be called "${shown(twice)}", and each has a name of its own; leave one out, or call it otherwise`,
      );
  }
}
