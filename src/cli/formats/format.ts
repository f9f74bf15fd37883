import type { NumberColumn } from '../../tables/columns.ts';
import type { OutputFile } from '../results/output.ts';

/** Formats of tables, which are also what names of files end with. */
export const formatNames = ['csv', 'parquet', 'arrow'] as const;
export type FormatName = (typeof formatNames)[number];

/** A way to write tables of numbers, and to read them again. */
export interface TableFormat {
  readonly name: FormatName;
  /** Begins a table in a new file. @param provenance is in the file, too, where the format has room for it */
  begin(file: OutputFile, kinds: readonly ColumnKind[], provenance: Provenance): TableWriter;
  /** Opens a table. */
  open(path: string): Promise<TableReader>;
}

/** What a column is. */
export type ColumnKind = Pick<NumberColumn, 'name' | 'unit' | 'type'>;

/** Where a table comes from: texts by their names. */
export type Provenance = Readonly<Record<string, string>>;

export interface TableWriter {
  /** Appends rows. */
  write(columns: readonly NumberColumn[], rows: number): void;
  /** Writes what can only be written when all rows are there. */
  end(): void;
}

export interface TableReader {
  readonly kinds: readonly ColumnKind[];
  /** All rows in their order, few of which are in memory. */
  blocks(): AsyncGenerator<Block, undefined>;
}

/** Rows of a table. */
export interface Block {
  readonly rows: number;
  /** The numbers of each column, NaN where there is none. */
  readonly columns: readonly Numbers[];
}

export type Numbers = Int32Array | Float64Array;

/** A format with the library that it takes, which is not loaded before. */
export async function formatCalled(name: FormatName): Promise<TableFormat> {
  switch (name) {
    case 'csv':
      return (await import('./csv.ts')).csv;
    case 'parquet':
      return (await import('./parquet.ts')).parquet;
    case 'arrow':
      return (await import('./arrow.ts')).arrow;
  }
}
