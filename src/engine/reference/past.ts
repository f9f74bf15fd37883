import { ABSENT } from '../../statistics/statistic.ts';
import { seen } from '../looks.ts';

/** Potentials that are kept of a neuron before the present one: with it and the next one, a potential and two on each side. */
const KEPT = 3;
const ALL_CORNERS = 2 ** KEPT - 1;

/** The latest potentials of all neurons before the present ones (mV), and where V has corners between them; block by block. */
export class Past {
  readonly #all: readonly Float64Array[];
  /** Bit i is set if V has a corner between the potentials i + 1 and i steps before the present one. */
  readonly #corners: Uint8Array;
  /** The same potentials of the loaded block, the latest first. */
  readonly #near: Float64Array[];

  constructor(cells: number, width: number) {
    this.#all = Array.from({ length: KEPT }, () => new Float64Array(cells));
    this.#corners = new Uint8Array(cells);
    this.#near = Array.from({ length: KEPT }, () => new Float64Array(width));
  }

  /** The potential of every neuron one step before the present one. */
  get previous(): Float64Array {
    return this.#all[0]!;
  }

  /** Begins at potentials before which nothing is known. */
  restart(V: Float64Array): void {
    for (const all of this.#all) all.set(V);
    this.#corners.fill(ALL_CORNERS);
  }

  load(begin: number, count: number): void {
    for (const [i, all] of this.#all.entries()) this.#near[i]!.set(all.subarray(begin, begin + count));
  }

  store(begin: number, count: number): void {
    for (const [i, all] of this.#all.entries()) all.set(this.#near[i]!.subarray(0, count), begin);
  }

  /** Shows the potentials of the loaded block that can be looked at after a step from `before`, and those next to them. */
  show(inputs: Inputs, before: Float64Array): void {
    inputs[seen.V]?.set(this.#near[0]!);
    inputs[seen.V_before]?.set(this.#near[1]!);
    inputs[seen.V_after]?.set(before);
  }

  /**
   * Shows what a look at some of these potentials sees.
   * @param lanes the neurons, by their places in the block, which begins at `begin`
   * @param V the potentials after the step
   * @param corner whether there is a corner in it
   */
  showLooks(
    inputs: Inputs,
    lanes: readonly number[],
    {
      V,
      before,
      corner,
      begin,
    }: { V: Float64Array; before: Float64Array; corner: Float64Array; begin: number },
  ): void {
    const [near1, near2, near3] = this.#near as [Float64Array, Float64Array, Float64Array];
    // A formula need not use all of them.
    const at = (name: string) => inputs[name] ?? new Float64Array(lanes.length);
    const [own, previous, next] = [at(seen.V), at(seen.V_before), at(seen.V_after)];
    const [before2, before1, after1, after2] = [
      at(seen.before2),
      at(seen.before1),
      at(seen.after1),
      at(seen.after2),
    ];
    for (const [k, lane] of lanes.entries()) {
      const corners = (this.#corners[begin + lane]! << 1) | (corner[lane] !== 0 ? 1 : 0);
      own[k] = near1[lane]!;
      previous[k] = near2[lane]!;
      next[k] = before[lane]!;
      before2[k] = (corners & 0b1100) === 0 ? near3[lane]! : ABSENT;
      before1[k] = (corners & 0b0100) === 0 ? near2[lane]! : ABSENT;
      after1[k] = (corners & 0b0010) === 0 ? before[lane]! : ABSENT;
      after2[k] = (corners & 0b0011) === 0 ? V[lane]! : ABSENT;
    }
  }

  /** Takes in a step of the loaded block from the potentials `before`. @param corner whether there is a corner in it */
  take(before: Float64Array, corner: Float64Array, begin: number, count: number): void {
    this.#near.unshift(this.#near.pop()!);
    this.#near[0]!.set(before);
    for (let i = 0; i < count; i++)
      this.#corners[begin + i] = ((this.#corners[begin + i]! << 1) | (corner[i] !== 0 ? 1 : 0)) & ALL_CORNERS;
  }
}

type Inputs = Readonly<Record<string, Float64Array>>;
