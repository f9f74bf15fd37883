import { spikeColumns } from '../../tables/columns.ts';
import { ROWS_AT_ONCE } from '../../tables/csv.ts';
import { columnsOf } from '../formats/blocks.ts';
import { Cursor } from '../formats/cursor.ts';
import type { TableReader, TableWriter } from '../formats/format.ts';

// Tables of the parts of a population, in the order of their neurons, as one. Whatever their size, a block of each part is in memory.

/** One part after the other. */
export async function joinCells(parts: readonly TableReader[], table: TableWriter): Promise<void> {
  for (const part of parts)
    for await (const { columns, rows } of part.blocks()) table.write(columnsOf(part.kinds, columns), rows);
}

/** By time, then by neuron. Parts have their times with all digits, text of the whole has them as they are printed. */
export async function joinSpikes(parts: readonly TableReader[], table: TableWriter): Promise<void> {
  const rows = new Rows(2, ([cell, time], count) =>
    table.write(spikeColumns({ cell: Uint32Array.from(cell!), time: time! }), count),
  );
  const heads = await Promise.all(parts.map(Cursor.begin));
  const timeOf = ({ row }: Cursor) => row?.[1] ?? Number.POSITIVE_INFINITY;
  for (;;) {
    // Of those at the same time the neuron with the lowest number is in the first part.
    let earliest = heads[0]!;
    for (const head of heads) if (timeOf(head) < timeOf(earliest)) earliest = head;
    if (!earliest.row) break;
    rows.add(earliest.row);
    await earliest.next();
  }
  rows.end();
}

/**
 * Sample after sample, and in each the neurons in the order in which they were asked for.
 * @param parts those without a traced neuron have no table
 * @param traced numbers of the neurons
 * @param counts neurons of each part
 */
export async function joinTraces(
  parts: readonly (TableReader | undefined)[],
  { traced, counts }: { readonly traced: readonly number[]; readonly counts: readonly number[] },
  table: TableWriter,
): Promise<void> {
  const { kinds } = parts.find((part) => part !== undefined)!;
  const rows = new Rows(kinds.length, (columns, count) => table.write(columnsOf(kinds, columns), count));
  const heads = await Promise.all(parts.map((part) => part && Cursor.begin(part)));
  const order = traced.map((cell) => heads[partOfCell(cell, counts)]!);
  while (order[0]?.row) {
    for (const head of order) {
      rows.add(head.row!);
      await head.next();
    }
  }
  rows.end();
}

function partOfCell(cell: number, counts: readonly number[]): number {
  let end = 0;
  return counts.findIndex((count) => {
    end += count;
    return cell < end;
  });
}

/** Rows that are written many at once. */
class Rows {
  readonly #columns: readonly Float64Array[];
  #count = 0;

  /** @param write gets columns that are overwritten afterwards */
  constructor(
    width: number,
    private readonly write: (columns: readonly Float64Array[], count: number) => void,
  ) {
    this.#columns = Array.from({ length: width }, () => new Float64Array(ROWS_AT_ONCE));
  }

  add(row: readonly number[]): void {
    for (const [i, value] of row.entries()) this.#columns[i]![this.#count] = value;
    this.#count++;
    if (this.#count === ROWS_AT_ONCE) this.end();
  }

  end(): void {
    this.write(this.#columns, this.#count);
    this.#count = 0;
  }
}
