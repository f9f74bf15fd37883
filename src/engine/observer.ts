import type { Expr } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import type { Varied } from '../population/column.ts';
import { changingSymbols, symbolOf } from './steps.ts';

const BLOCK = 128;

/**
 * Computes the state of neurons at the time of V from the state as the integrator holds it (some hold the gates half
 * a step away).
 */
export class Observer {
  readonly #program: Float64Program;
  readonly #variables: readonly string[];

  /** @param observed each variable at the time of V, as a formula of the held state */
  constructor(
    observed: ReadonlyMap<string, Expr>,
    private readonly varied: readonly Varied[],
  ) {
    this.#variables = [...observed.keys()];
    this.#program = compileFloat64(observed, changingSymbols(this.#variables), BLOCK);
  }

  /**
   * All variables of at most 128 neurons. The arrays are overwritten by the next call.
   * @param held value of a variable of a neuron as the integrator holds it
   */
  states(
    cells: readonly number[],
    held: (variable: string, cell: number) => number,
  ): Readonly<Record<string, Float64Array>> {
    const { inputs, outputs } = this.#program;
    for (const name of this.#variables) {
      const register = inputs[name];
      if (register) for (const [i, cell] of cells.entries()) register[i] = held(name, cell);
    }
    loadVaried(this.#program, this.varied, cells.length, (i) => cells[i]!);
    this.#program.setup(cells.length);
    this.#program.body(cells.length);
    return outputs;
  }

  /** One variable of the whole population, from the held state of all. */
  variable(name: string, state: Readonly<Record<string, Float64Array>>, cells: number): Float64Array {
    const values = new Float64Array(cells);
    for (let first = 0; first < cells; first += BLOCK) {
      const block = Array.from({ length: Math.min(BLOCK, cells - first) }, (_, i) => first + i);
      const states = this.states(block, (variable, cell) => state[variable]![cell]!);
      values.set(states[name]!.subarray(0, block.length), first);
    }
    return values;
  }
}

/** Puts the varied quantities of `count` neurons into the registers of a program. */
export function loadVaried(
  { inputs }: Float64Program,
  varied: readonly Varied[],
  count: number,
  cellAt: (i: number) => number,
): void {
  for (const { path, value } of varied) {
    const register = inputs[symbolOf(path)];
    if (register) for (let i = 0; i < count; i++) register[i] = value(cellAt(i));
  }
}
