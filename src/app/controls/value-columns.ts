import type { Sample } from '../../population/rules.ts';
import type { OpenedTable } from './csv-file.ts';
import { withRules } from './rules.ts';

/**
 * The columns of a table, first the one that is called like a quantity: by its path or its name alone, with or without a unit behind it, as in
 * tables of cells.
 */
export function columnsFor(path: string, { table: { columns } }: OpenedTable): readonly string[] {
  const names = [path, path.split('.').at(-1)!];
  const own = columns.find((column) =>
    names.some((name) => column === name || column.startsWith(`${name}_`)),
  );
  return own === undefined ? columns : [own, ...columns.filter((column) => column !== own)];
}

/**
 * A sample with the values of a column for a quantity: a neuron for each row.
 * @throws InputError if something in the column is no number
 */
export function withValues(sample: Sample, path: string, { table }: OpenedTable, column: string): Sample {
  return withRules(sample, { ...sample.vary, [path]: { values: table.numbers(column) } });
}
