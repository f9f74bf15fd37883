import type { Block, TableReader } from './format.ts';

/** Goes through a table row by row. */
export class Cursor {
  #block: Block = { rows: 0, columns: [] };
  #next = 0;
  /** The numbers of the row where it is; undefined behind the last one. */
  row: readonly number[] | undefined;

  private constructor(private readonly blocks: AsyncGenerator<Block, undefined>) {}

  static async begin(table: TableReader): Promise<Cursor> {
    const cursor = new Cursor(table.blocks());
    await cursor.next();
    return cursor;
  }

  async next(): Promise<void> {
    if (this.#next === this.#block.rows) {
      const { value } = await this.blocks.next();
      this.#block = value ?? { rows: 0, columns: [] };
      this.#next = 0;
    }
    const row = this.#next++;
    this.row = row < this.#block.rows ? this.#block.columns.map((values) => values[row]!) : undefined;
  }

  /** Leaves the table where it is. */
  async end(): Promise<void> {
    await this.blocks.return(undefined);
  }
}
