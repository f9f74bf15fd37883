import { type Expr, substituteAll } from '../formula/expr.ts';
import { compileFloat64, type Float64Program } from '../formula/float64.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import { CELL } from '../formula/random.ts';
import type { Numbers } from './numbers.ts';
import { breathe } from './pause.ts';
import { changingSymbols, type Program } from './program.ts';

const BLOCK = 128;

/**
 * What can be seen of a neuron, as formulas of its states as the integrator holds them (some hold a part of them half a
 * step away): all states at the time of the potential, and the observables.
 */
export function observedFormulas({
  aligned,
  observables,
}: Pick<Program, 'aligned' | 'observables'>): Formulas {
  return new Map<string, Expr>([...aligned, ...substituteAll(observables, aligned)]);
}

/** Computes what can be seen of the neurons of a program. */
export const observerOf = ({ program, numbers }: { program: Program; numbers: Numbers }): Observer =>
  new Observer(observedFormulas(program), program, numbers);

/** Computes formulas of the states of some neurons, in float64. */
export class Observer {
  /** What it computes. */
  readonly names: readonly string[];
  readonly #program: Float64Program;
  readonly #states: readonly string[];

  constructor(
    formulas: Formulas,
    program: Program,
    private readonly numbers: Numbers,
  ) {
    this.#program = compileFloat64(formulas, changingSymbols(program), BLOCK, program.tables);
    this.#states = program.states;
    this.names = [...formulas.keys()];
  }

  /**
   * All formulas for at most 128 neurons. The arrays are overwritten by the next call.
   * @param cells numbers of the neurons in the whole population
   * @param held value of a state of the i-th of them as the integrator holds it
   * @param step steps taken
   */
  values(
    cells: readonly number[],
    held: (state: string, i: number) => number,
    step: number,
  ): Readonly<Record<string, Float64Array>> {
    const { inputs, outputs } = this.#program;
    for (const state of this.#states) {
      const register = inputs[state];
      if (register) for (let i = 0; i < cells.length; i++) register[i] = held(state, i);
    }
    inputs.step?.fill(step, 0, cells.length);
    inputs[CELL]?.set(cells);
    for (const { symbol } of this.numbers.sources) {
      const register = inputs[symbol];
      if (register) for (const [i, cell] of cells.entries()) register[i] = this.numbers.value(symbol, cell);
    }
    this.#program.setup(cells.length);
    this.#program.body(cells.length);
    return outputs;
  }

  /** Some of the formulas for the whole population, from the held states of all. @param first number of the first neuron */
  async all(
    names: readonly string[],
    state: Readonly<Record<string, Float64Array>>,
    { first, count, step }: { first: number; count: number; step: number },
  ): Promise<Record<string, Float64Array>> {
    const values = Object.fromEntries(names.map((name) => [name, new Float64Array(count)]));
    for (let begin = 0; begin < count; begin += BLOCK) {
      await breathe();
      const cells = Array.from({ length: Math.min(BLOCK, count - begin) }, (_, i) => first + begin + i);
      const block = this.values(cells, (name, i) => state[name]![begin + i]!, step);
      for (const name of names) values[name]!.set(block[name]!.subarray(0, cells.length), begin);
    }
    return values;
  }
}
