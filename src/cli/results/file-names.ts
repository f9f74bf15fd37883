import { type FormatName, formatNames } from '../formats/format.ts';

const tableNames = ['cells', 'spikes', 'traces'] as const;
export type TableName = (typeof tableNames)[number];

/** The name of the file of a table. */
export const fileOf = (table: TableName, format: FormatName): string => `${table}.${format}`;

/** All files that a run can leave; `run.json` comes last, so that it is there only beside all others. */
export const fileNames = [
  ...tableNames.flatMap((table) => formatNames.map((format) => fileOf(table, format))),
  'run.json',
];

/** The format of the tables of a run. @param files of the run, by their names */
export function formatOf(files: Readonly<Record<string, unknown>>): FormatName {
  return formatNames.find((format) => files[fileOf('cells', format)] !== undefined) ?? 'csv';
}
