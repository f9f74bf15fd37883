import type { Expr } from '../../formula/expr.ts';
import type { Dynamics } from '../../model/dynamics.ts';

/** What an integrator may use to build its step. */
export interface StepContext {
  readonly equations: Dynamics;
  /** Step, ms. */
  readonly dt: number;
  /** Stimulus at a fraction (0..1) of the step, uA/cm2. */
  stimulus(stage: number): Expr;
}

/** Membrane potential and gates as formulas. */
export interface StateFormula {
  readonly V: Expr;
  readonly gates: readonly Expr[];
}

/**
 * A one-step method, written as formulas. Every engine is compiled from `step`, so a method is defined once for all.
 */
export interface Integrator {
  readonly name: string;
  readonly title: string;
  /** Order of convergence of V and of the spike times. */
  readonly order: number;
  /** Evaluations of all rates per step. */
  readonly evaluations: number;
  /** Largest dt x rate at which a linear decay with that rate stays bounded. */
  readonly stability: number;
  /** The state one step later. */
  step(state: StateFormula, context: StepContext): StateFormula;
  /** The state with all variables at the time of V, for methods that hold some of them at another time. */
  synchronised?(state: StateFormula, context: StepContext): StateFormula;
}
