import {
  type Extent,
  type FoundEvents,
  type Image,
  type Outcome,
  Part,
  type Row,
  type RowName,
  type SharedNumber,
  type Stretch,
  type Words,
} from './part.ts';

/** What a part is made of. */
export interface Beginning {
  readonly image: Image;
  readonly extent: Extent;
  /** Rows that are taken over from the part that was held before. */
  readonly carried: readonly string[];
}

/**
 * Holds a part of a population in a thread of its own. Every method is asynchronous, so that it is the same whether it is called
 * from the same thread or from another one.
 */
export class Holder {
  #part: Part | undefined;
  #next: Part | undefined;

  /** @param stint wall time (ms) of work after which others have their turn in this thread */
  constructor(private readonly stint?: number) {}

  /** Makes a part, which is written to from then on and takes the place of the present one with `adopt`. @throws RangeError if there is no memory for it */
  async prepare({ image, extent, carried }: Beginning): Promise<void> {
    const part = new Part(image, extent);
    if (this.#part) part.carry(this.#part, carried);
    this.#next = part;
  }

  async adopt(): Promise<void> {
    this.#part = this.#next;
    this.#next = undefined;
  }

  /** Drops what was prepared. */
  async discard(): Promise<void> {
    this.#next = undefined;
  }

  async write(words: readonly Words[]): Promise<void> {
    for (const row of words) this.#written.write(row);
  }

  async writeNumbers(numbers: readonly SharedNumber[]): Promise<void> {
    this.#written.writeNumbers(numbers);
  }

  /** @param into shared memory for the rows, which is what is answered otherwise */
  async read(rows: readonly RowName[], into?: readonly Row[]): Promise<readonly Row[]> {
    const read = rows.map((row, i) => this.#held.read(row, into?.[i]));
    return into ? [] : read;
  }

  /** @param into shared memory for the rows, which is what is answered otherwise */
  async present(names: readonly string[], step: number, into?: readonly Row[]): Promise<readonly Row[]> {
    const rows = this.#held.present(names, step, into);
    return into ? [] : rows;
  }

  async restart(scope: 'run' | 'window', step: number): Promise<void> {
    this.#held.restart(scope, step);
  }

  async advance(stretch: Stretch): Promise<Outcome> {
    return this.#held.advance(stretch, this.stint);
  }

  /** The events since the last call, and the earliest step of one that may still come. @param step steps taken */
  async takeEvents(step: number): Promise<FoundEvents & { readonly pending: number }> {
    return { ...this.#held.takeEvents(), pending: this.#held.pendingSince(step) };
  }

  get #written(): Part {
    return this.#next ?? this.#held;
  }

  get #held(): Part {
    if (!this.#part) throw new Error('no part is held here yet');
    return this.#part;
  }
}
