import type { Row } from './part.ts';

/** Makes memory that is seen from several threads. */
export type ShareMemory = (bytes: number) => SharedArrayBuffer;

/** What a row is read into. */
export interface RowArray {
  readonly BYTES_PER_ELEMENT: number;
  new (cells: number): Row;
  new (memory: ArrayBufferLike, begin: number, cells: number): Row;
}

/** Rows of the neurons of a thread. */
export interface ThreadRows {
  readonly cells: number;
  readonly rows: readonly Row[];
}

/** Memory above which it is not kept for the next time, bytes. */
const MOST_KEPT = 1 << 23;
const ALIGNMENT = 8;

/** Memory in which threads hand over rows, used again and again: a page that looks at its cells in every frame leaves nothing to collect. */
export class HandOver {
  #free: SharedArrayBuffer[] = [];

  constructor(private readonly share: ShareMemory) {}

  /** Room for rows of such types, for the neurons of each thread, until `use` has ended. */
  async lend<Result>(
    types: readonly RowArray[],
    cells: readonly number[],
    use: (parts: readonly ThreadRows[]) => Promise<Result>,
  ): Promise<Result> {
    let bytes = 0;
    const places = cells.map((cells) =>
      types.map((Type) => {
        const begin = bytes;
        bytes += Math.ceil((Type.BYTES_PER_ELEMENT * cells) / ALIGNMENT) * ALIGNMENT;
        return (memory: SharedArrayBuffer): Row => new Type(memory, begin, cells);
      }),
    );
    const memory = this.#take(bytes);
    try {
      return await use(places.map((rows, i) => ({ cells: cells[i]!, rows: rows.map((row) => row(memory)) })));
    } finally {
      if (memory.byteLength <= MOST_KEPT) this.#free.push(memory);
    }
  }

  /** The smallest that will do. */
  #take(bytes: number): SharedArrayBuffer {
    const fitting = this.#free.filter(({ byteLength }) => byteLength >= bytes);
    if (fitting.length === 0) return this.share(bytes);
    const smallest = fitting.reduce((a, b) => (b.byteLength < a.byteLength ? b : a));
    this.#free = this.#free.filter((memory) => memory !== smallest);
    return smallest;
  }
}
