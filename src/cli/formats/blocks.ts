import type { NumberColumn } from '../../tables/columns.ts';
import type { Block, ColumnKind, Numbers, TableWriter } from './format.ts';

/**
 * Rows of a block. Their number alone decides where one ends, so the bytes of a file do not depend on how the rows came: in few large
 * pieces or in many small ones, without a break or on two machines.
 */
export const ROWS = 1 << 16;

const arrays = { int32: Int32Array, float64: Float64Array } as const;

/** Gathers rows to blocks. */
export class BlockWriter implements TableWriter {
  readonly #columns: readonly Numbers[];
  #rows = 0;

  /**
   * @param append writes a block, whose arrays are overwritten afterwards
   * @param finish writes what comes behind the last one
   */
  constructor(
    kinds: readonly ColumnKind[],
    private readonly append: (block: Block) => void,
    private readonly finish: () => void,
  ) {
    this.#columns = kinds.map(({ type }) => new arrays[type](ROWS));
  }

  write(columns: readonly NumberColumn[], rows: number): void {
    for (let begin = 0; begin < rows; ) {
      const count = Math.min(rows - begin, ROWS - this.#rows);
      for (const [i, target] of this.#columns.entries()) {
        const { exact } = columns[i]!;
        for (let row = 0; row < count; row++) target[this.#rows + row] = exact(begin + row);
      }
      begin += count;
      this.#rows += count;
      if (this.#rows === ROWS) this.#flush();
    }
  }

  end(): void {
    if (this.#rows > 0) this.#flush();
    this.finish();
  }

  #flush(): void {
    const rows = this.#rows;
    this.append({ rows, columns: this.#columns.map((values) => values.subarray(0, rows)) });
    this.#rows = 0;
  }
}

/** Columns of numbers that are there already, rounded or not. */
export function columnsOf(kinds: readonly ColumnKind[], columns: Block['columns']): NumberColumn[] {
  return kinds.map((kind, i) => {
    const exact = (row: number) => columns[i]![row]!;
    return { ...kind, exact, value: exact };
  });
}
