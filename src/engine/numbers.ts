import { symbolsOf } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import type { KeptType } from '../formula/schedule.ts';
import type { Population, Problem } from '../problem/problem.ts';
import { type Count, countsOf } from '../system/moment.ts';

/** A number of a problem as formulas see it. */
export interface NumberSource {
  readonly symbol: string;
  readonly type: KeptType;
  /** Whether it differs between the neurons. */
  readonly varies: boolean;
}

/** Neurons whose numbers are computed together. */
const BLOCK = 1024;

/**
 * The numbers of a problem, in float64 on the host: those that are set, those that vary, and the moments that formulas
 * count steps from, each split into whole steps and a fraction before anything is rounded to float32.
 */
export class Numbers {
  readonly sources: readonly NumberSource[];
  readonly #values: ReadonlyMap<string, number>;
  #columns: ReadonlyMap<string, (cell: number) => number>;
  readonly #symbols: ReadonlyMap<string, string>;
  readonly #counts: ReadonlyMap<string, Count>;
  readonly #program: Float64Program;
  readonly #block = new Map<string, Float64Array>();

  constructor(private readonly problem: Problem) {
    const { system, population } = problem;
    this.#symbols = new Map(system.numbers.map(({ path, symbol }) => [path, symbol]));
    this.#values = new Map(system.numbers.map(({ symbol, value }) => [symbol, value]));
    this.#columns = this.#columnsOf(population);
    const counts = countsOf(system.times);
    this.#counts = new Map(counts.map((count) => [count.symbol, count]));
    this.#program = compileFloat64(
      new Map([
        ...counts.map(({ time: { name, at } }) => [name, at] as const),
        ...system.derived.map(({ name, formula }) => [name, formula] as const),
      ]),
      new Set(this.#columns.keys()),
      BLOCK,
    );
    for (const [symbol, input] of Object.entries(this.#program.inputs)) input.fill(this.#values.get(symbol)!);
    const varies = (symbol: string) => this.#columns.has(symbol);
    this.sources = [
      ...system.numbers.map(({ symbol, type = 'real' }) => ({ symbol, type, varies: varies(symbol) })),
      ...system.derived.map(({ name, formula }) => ({
        symbol: name,
        type: 'real' as const,
        varies: [...symbolsOf(formula)].some(varies),
      })),
      ...counts.map(({ symbol, type, time }) => ({
        symbol,
        type,
        varies: [...symbolsOf(time.at)].some(varies),
      })),
    ];
  }

  /** Gives those that vary other values; they must be the same. */
  revalue(population: Population): void {
    this.#columns = this.#columnsOf(population);
  }

  /** Value of a number in a neuron; of one that does not vary, in any neuron. */
  value(symbol: string, cell = this.problem.population.first): number {
    const column = this.#columns.get(symbol);
    if (column) return column(cell);
    const known = this.#values.get(symbol);
    return known ?? this.values(symbol, cell, 1)[0]!;
  }

  /** Values of a number in `count` neurons (at most 1024) from `first` on. Overwritten by the next call. */
  values(symbol: string, first: number, count: number): Float64Array {
    const out = this.#register(symbol);
    const column = this.#columns.get(symbol);
    if (column) {
      for (let i = 0; i < count; i++) out[i] = column(first + i);
      return out;
    }
    const known = this.#values.get(symbol);
    if (known !== undefined) return out.fill(known, 0, count);
    const made = this.#made(first, count);
    if (made[symbol]) {
      out.set(made[symbol].subarray(0, count));
      return out;
    }
    const { time, of } = this.#counts.get(symbol)!;
    const at = made[time.name]!;
    for (let i = 0; i < count; i++) out[i] = of(at[i]!, this.problem.dt);
    return out;
  }

  #columnsOf({ columns }: Population): ReadonlyMap<string, (cell: number) => number> {
    return new Map(columns.map(({ path, value }) => [this.#symbols.get(path)!, value]));
  }

  #register(symbol: string): Float64Array {
    let register = this.#block.get(symbol);
    if (!register) {
      register = new Float64Array(BLOCK);
      this.#block.set(symbol, register);
    }
    return register;
  }

  /** What is made of other numbers: times (ms), and those that are derived. */
  #made(first: number, count: number): Readonly<Record<string, Float64Array>> {
    for (const [symbol, column] of this.#columns) {
      const input = this.#program.inputs[symbol];
      if (input) for (let i = 0; i < count; i++) input[i] = column(first + i);
    }
    this.#program.setup(count);
    this.#program.body(count);
    return this.#program.outputs;
  }
}
