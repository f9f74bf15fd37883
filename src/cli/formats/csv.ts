import { csvHeader, csvRows, ROWS_AT_ONCE } from '../../tables/csv.ts';
import type { Block, ColumnKind, TableFormat } from './format.ts';
import { linesOf } from './lines.ts';

/** Text: rounded numbers, units in the names of columns, and no room to say more. */
export const csv: TableFormat = {
  name: 'csv',

  begin(file, kinds) {
    file.write(csvHeader(kinds));
    return {
      write: (columns, rows) => {
        for (const piece of csvRows(columns, rows)) file.write(piece);
      },
      end: () => {},
    };
  },

  async open(path) {
    const lines = linesOf(path);
    const header = (await lines.next()).value ?? '';
    const kinds = header.split(',').map((name): ColumnKind => ({ name, unit: '1', type: 'float64' }));
    return { kinds, blocks: () => blocksOf(lines) };
  },
};

async function* blocksOf(lines: AsyncGenerator<string, undefined>): AsyncGenerator<Block, undefined> {
  let rows: number[][] = [];
  for await (const line of lines) {
    rows.push(line.split(',').map(numberIn));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield blockOf(rows);
    rows = [];
  }
  if (rows.length > 0) yield blockOf(rows);
}

const numberIn = (field: string): number => (field === '' ? Number.NaN : Number(field));

const blockOf = (rows: readonly (readonly number[])[]): Block => ({
  rows: rows.length,
  columns: rows[0]!.map((_, i) => Float64Array.from(rows, (row) => row[i]!)),
});
