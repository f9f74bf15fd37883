import { solve } from '../algebra/elimination.ts';
import { derivative } from '../formula/derivative.ts';
import { type Expr, symbol } from '../formula/expr.ts';
import type { Float64Program } from '../formula/float64.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import type { Range } from '../formula/ranges.ts';
import { compileVectors } from '../formula/wasm/program.ts';
import { equationsOf, type Values } from '../system/equations.ts';
import type { System } from '../system/system.ts';

/** Steps of Newton's method; near a solution each doubles the digits. */
const STEPS = 8;
/** What the last step may be at most, relative to the ranges of the states, where the method has found a solution. */
const SETTLED = 1e-9;

/** Finds where some states of a system stay together, from near by: Newton's method for all of them at once. */
export class Equilibrium {
  readonly #program: Float64Program;
  readonly #ranges: readonly Range[];

  /**
   * @param system without a stimulus
   * @param unknowns names of the states that are to be found
   * @param width most neurons at once
   */
  constructor(
    system: System,
    private readonly unknowns: readonly string[],
    width: number,
  ) {
    const equations = equationsOf(system);
    const here: Values = new Map(equations.states.map((name) => [name, symbol(name)]));
    const formulas = new Map<string, Expr>();
    // Quotients that are 0/0 somewhere are known by their form, which their derivatives have no more.
    const slopes = applyPasses(
      new Map(unknowns.map((state) => [state, equations.slope(state, here, 0)])),
      canonicalPasses,
    );
    for (const [state, slope] of slopes) {
      formulas.set(slopeName(state), slope);
      for (const by of unknowns) formulas.set(slopeName(state, by), derivative(slope, by));
    }
    this.#program = compileVectors(applyPasses(formulas, canonicalPasses), new Set(equations.states), width);
    this.#ranges = unknowns.map((name) => system.states.find((state) => state.name === name)!.range);
  }

  /** Where to put the numbers of the neurons, by their symbols. */
  get inputs(): Float64Program['inputs'] {
    return this.#program.inputs;
  }

  /**
   * Moves the unknown states to the solution next to them; leaves those of a neuron as they are if there is none near by.
   * @param states one array for each state of the system
   * @param count number of neurons
   */
  approach(states: Readonly<Record<string, Float64Array>>, count: number): void {
    const { inputs } = this.#program;
    const found = this.unknowns.map((name) => states[name]!.slice(0, count));
    const latest = new Float64Array(count);
    this.#program.setup(count);
    for (let step = 0; step < STEPS; step++) {
      for (const [name, values] of Object.entries(states)) inputs[name]?.set(values.subarray(0, count));
      for (const [row, name] of this.unknowns.entries()) inputs[name]?.set(found[row]!);
      this.#program.body(count);
      for (let i = 0; i < count; i++) latest[i] = this.#improve(found, i);
    }
    for (let i = 0; i < count; i++) {
      if (!(latest[i]! < SETTLED)) continue;
      for (const [row, name] of this.unknowns.entries()) states[name]![i] = found[row]![i]!;
    }
  }

  /** A step of the method for one neuron. @returns how large it was, relative to the ranges */
  #improve(found: readonly Float64Array[], i: number): number {
    const { outputs } = this.#program;
    const at = (name: string) => outputs[name]![i]!;
    const rows = this.unknowns.map((state) => [
      ...this.unknowns.map((by) => at(slopeName(state, by))),
      at(slopeName(state)),
    ]);
    let largest = 0;
    const [changes = []] = solve(rows);
    for (const [k, change] of changes.entries()) {
      const [low, high] = this.#ranges[k]!;
      largest = Math.max(largest, Math.abs(change) / (high - low));
      found[k]![i] = Math.min(high, Math.max(low, found[k]![i]! - change));
    }
    return largest;
  }
}

/** The name of a slope, or of its derivative by a state. */
const slopeName = (state: string, by?: string): string => (by === undefined ? state : `${state} by ${by}`);
