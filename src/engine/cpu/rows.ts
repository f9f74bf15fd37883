import type { Precision } from '../../formula/wasm/precision.ts';

/**
 * Where the words of neurons are. Neurons are stored in groups of those that are advanced together; in a group, one row after
 * another, each with a word of every neuron.
 */
export class Rows {
  /** Neurons in a group. */
  readonly group: number;
  /** Bytes from one row to the next, and from one group to the next. */
  readonly rowBytes: number;
  readonly groupBytes: number;
  readonly #rows: ReadonlyMap<string, number>;

  /** @param copies vectors that are advanced together */
  constructor(
    readonly names: readonly string[],
    readonly precision: Precision,
    readonly copies: number,
  ) {
    this.group = precision.lanes * copies;
    this.rowBytes = 16 * copies;
    this.#rows = new Map(names.map((name, row) => [name, row]));
    this.groupBytes = this.rowBytes * this.#rows.size;
  }

  has(name: string): boolean {
    return this.#rows.has(name);
  }

  /** Bytes from the beginning of a group to a row. */
  offset(name: string): number {
    return this.rowBytes * this.#rows.get(name)!;
  }
}

/** Rows of the potentials one to four steps before the present one. */
export const past = ['V_1', 'V_2', 'V_3', 'V_4'] as const;
/** Row of bits: bit i is set if V has a corner between the potentials i + 1 and i steps before the present one. */
export const CORNERS = 'corners';
