/** Simulated time that is kept of every followed cell, ms. */
export const MEMORY = 2000;
/** What a whole number of samples may be missed by in a division. */
const ROUNDING = 1e-6;

/** Samples of one cell in the order of time. */
export interface Stretch {
  /** Simulated time, ms. */
  readonly time: Float64Array;
  /** Values by name; NaN where they were not recorded. */
  readonly values: Readonly<Record<string, Float32Array>>;
}

/** Samples of some cells as engines give them: `values.V[sample * cells.length + column]`. */
interface Samples {
  readonly cells: readonly number[];
  readonly time: Float64Array;
  readonly values: Readonly<Record<string, Float32Array | Float64Array>>;
}

/**
 * The last samples of some cells. They are evenly spaced, so each has a number, its time by the interval, and its place in rings
 * that never grow.
 */
export class TraceHistory {
  readonly #capacity: number;
  readonly #rings = new Map<number, Map<string, Float32Array>>();
  /** Numbers of the first sample that is kept and of the one after the last. */
  #first = 0;
  #end = 0;

  /**
   * @param interval from one sample to the next, ms
   * @param span simulated time that is kept, ms
   */
  constructor(
    readonly interval: number,
    readonly span: number,
  ) {
    this.#capacity = Math.floor(span / interval + ROUNDING) + 1;
  }

  /** Times of the first and the last sample, ms; undefined if there is none. */
  get extent(): readonly [first: number, last: number] | undefined {
    return this.#end > this.#first
      ? [this.#first * this.interval, (this.#end - 1) * this.interval]
      : undefined;
  }

  clear(): void {
    this.#first = this.#end;
  }

  /** Forgets all cells but these. */
  keep(cells: readonly number[]): void {
    for (const cell of this.#rings.keys()) if (!cells.includes(cell)) this.#rings.delete(cell);
  }

  append({ cells, time, values }: Samples): void {
    if (time.length === 0) return;
    const begin = Math.round(time[0]! / this.interval);
    // What is not connected to the samples before would have a hole.
    if (begin !== this.#end) this.#first = begin;
    this.#end = begin + time.length;
    this.#first = Math.max(this.#first, this.#end - this.#capacity);
    for (const [column, cell] of cells.entries()) {
      for (const [name, samples] of Object.entries(values)) {
        const ring = this.#ring(cell, name);
        for (let i = Math.max(0, this.#first - begin); i < time.length; i++)
          ring[(begin + i) % this.#capacity] = samples[i * cells.length + column]!;
      }
    }
  }

  /** The time of the sample nearest to a time, ms; undefined if that is not within the samples. */
  timeNear(time: number): number | undefined {
    const number = Math.round(time / this.interval);
    return number < this.#first || number >= this.#end ? undefined : number * this.interval;
  }

  /** The sample nearest to a time (ms), if it is within the samples. */
  at(cell: number, name: string, time: number): number | undefined {
    const near = this.timeNear(time);
    if (near === undefined) return undefined;
    const value = this.#rings.get(cell)?.get(name)?.[Math.round(near / this.interval) % this.#capacity];
    return Number.isNaN(value) ? undefined : value;
  }

  /** The latest sample. */
  latest(cell: number, name: string): number | undefined {
    return this.at(cell, name, (this.#end - 1) * this.interval);
  }

  /** The samples of some values of a cell from one time (ms) to another, and those next to the ends. */
  stretch(cell: number, names: readonly string[], from: number, to: number): Stretch {
    const first = Math.max(this.#first, Math.floor(from / this.interval + ROUNDING));
    const end = Math.max(first, Math.min(this.#end, Math.ceil(to / this.interval - ROUNDING) + 1));
    const time = new Float64Array(end - first);
    for (let i = 0; i < time.length; i++) time[i] = (first + i) * this.interval;
    return {
      time,
      values: Object.fromEntries(names.map((name) => [name, this.#part(cell, name, first, end)])),
    };
  }

  /** A copy of what it has from one time (ms) to another. */
  copy(from: number, to: number): TraceHistory {
    const copy = new TraceHistory(this.interval, to - from + 2 * this.interval);
    for (const [cell, rings] of this.#rings) {
      const { time, values } = this.stretch(cell, [...rings.keys()], from, to);
      copy.append({ cells: [cell], time, values });
    }
    return copy;
  }

  #part(cell: number, name: string, first: number, end: number): Float32Array {
    const part = new Float32Array(end - first);
    const ring = this.#rings.get(cell)?.get(name);
    if (!ring) return part.fill(Number.NaN);
    const begin = first % this.#capacity;
    const whole = ring.subarray(begin, begin + part.length);
    part.set(whole);
    part.set(ring.subarray(0, part.length - whole.length), whole.length);
    return part;
  }

  #ring(cell: number, name: string): Float32Array {
    const rings = this.#rings.get(cell) ?? new Map<string, Float32Array>();
    this.#rings.set(cell, rings);
    // Earlier samples of others may be there, but none of this.
    const ring = rings.get(name) ?? new Float32Array(this.#capacity).fill(Number.NaN);
    rings.set(name, ring);
    return ring;
  }
}
