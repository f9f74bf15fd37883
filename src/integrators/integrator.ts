import { add, type Expr, symbol } from '../formula/expr.ts';
import type { Equations, Values } from '../system/equations.ts';

/** What an integrator builds its step from. */
export interface StepContext {
  readonly equations: Equations;
  /** Step, ms. */
  readonly dt: number;
}

/**
 * A one-step method for any system, written as formulas of the states as it holds them. Every engine is compiled from
 * `step`, so a method is defined once for all.
 */
export interface Integrator {
  readonly name: string;
  readonly title: string;
  /** Order of convergence of the states and of the spike times. */
  readonly order: number;
  /** Evaluations of all slopes per step. */
  readonly evaluations: number;
  /** Largest dt x rate at which a linear decay with that rate stays bounded. */
  readonly stability: number;
  /**
   * Largest dt x speed of a state (the part of its range that it passes in 1 ms) at which firing rates are right to some 0.1 %,
   * of `exponential` to 0.3 % and of `euler` to 2 %; docs/numerics.md has how that was measured.
   */
  readonly resolution: number;
  /** The states one step later, each a state plus a change. */
  step(context: StepContext): Values;
  /** The states at the time of the potential, for methods that hold some of them at another time. */
  aligned?(context: StepContext): Values;
  /** The reverse: states that are all at one time as the method holds them. */
  held?(context: StepContext): Values;
}

/** States on their way through a step, each the state at its beginning plus what has changed so far. */
export class Course {
  readonly #changes = new Map<string, Expr>();
  /** What the changes are added to. */
  #begin: Values;
  #values: Values;

  constructor(readonly states: readonly string[]) {
    this.#begin = new Map(states.map((name) => [name, symbol(name)]));
    this.#values = this.#begin;
  }

  /** Puts states elsewhere before the first change. */
  jump(jumps: Values): this {
    this.#begin = new Map([...this.#begin, ...jumps]);
    this.#values = new Map([...this.#values, ...jumps]);
    return this;
  }

  /** The present values. Whoever uses one shares it with all others, so that it is computed, and known, once. */
  get values(): Values {
    return this.#values;
  }

  value(name: string): Expr {
    return this.#values.get(name)!;
  }

  /** What has been added to a state. */
  change(name: string): Expr | undefined {
    return this.#changes.get(name);
  }

  /** Adds changes that were all computed from the present values. */
  add(changes: ReadonlyMap<string, Expr>): void {
    const values = new Map(this.#values);
    for (const [name, change] of changes) {
      const former = this.#changes.get(name);
      const whole = former ? add(former, change) : change;
      this.#changes.set(name, whole);
      values.set(name, add(this.#begin.get(name)!, whole));
    }
    this.#values = values;
  }
}
