import type { Sampling } from '../problem/problem.ts';
import type { Traces } from './simulation.ts';

/** Samples of some neurons over a stretch of steps. */
export interface Stretch {
  /** Steps at which samples are due, evenly spaced. */
  readonly steps: readonly number[];
  /** values[variable][sample * cells + column]. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** Keeps the samples of the traced neurons until they are taken. */
export class Sampler {
  /** The traced neurons. */
  readonly cells: readonly number[];
  /** Steps between two samples. */
  readonly every: number;
  readonly variables: readonly string[];
  #stretches: Stretch[] = [];

  constructor({ cells, every, values }: Sampling) {
    this.cells = cells;
    this.every = every;
    this.variables = values;
  }

  /** Whether all that is sampled is among some names. */
  isAmong(known: readonly string[]): boolean {
    return this.variables.every((name) => known.includes(name));
  }

  /** Drops what was not taken. */
  clear(): void {
    this.#stretches = [];
  }

  /** Makes room for the samples that are due from step `begin` up to, not including, `end`. */
  stretch(begin: number, end: number): Stretch {
    const steps: number[] = [];
    for (let step = Math.ceil(begin / this.every) * this.every; step < end; step += this.every)
      steps.push(step);
    const size = steps.length * this.cells.length;
    const values = Object.fromEntries(this.variables.map((name) => [name, new Float64Array(size)]));
    const stretch = { steps, values };
    this.#stretches.push(stretch);
    return stretch;
  }

  /** Columns of the traced neurons among `count` neurons from `first` on. */
  columnsIn(first: number, count: number): number[] {
    return [...this.cells.keys()].filter((column) => {
      const cell = this.cells[column]!;
      return cell >= first && cell < first + count;
    });
  }

  /** Stores one variable of the neurons in some columns. @param from where the first of them is in `of` */
  store(
    { values }: Stretch,
    variable: string,
    sample: number,
    columns: readonly number[],
    of: Float64Array,
    from = 0,
  ): void {
    const into = values[variable]!;
    const row = sample * this.cells.length;
    for (let i = 0; i < columns.length; i++) into[row + columns[i]!] = of[from + i]!;
  }

  /** All samples since the last call. @param dt step, ms */
  take(dt: number): Traces {
    const stretches = this.#stretches;
    this.#stretches = [];
    const join = (name: string) => joined(stretches.map(({ values }) => values[name]!));
    return {
      cells: this.cells,
      time: Float64Array.from(stretches.flatMap(({ steps }) => steps.map((step) => step * dt))),
      values: Object.fromEntries(this.variables.map((name) => [name, join(name)])),
    };
  }
}

/** The traces of a simulation in which nothing is traced. */
export const noTraces = (): Traces => ({ cells: [], time: new Float64Array(), values: {} });

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let begin = 0;
  for (const part of parts) {
    whole.set(part, begin);
    begin += part.length;
  }
  return whole;
}
