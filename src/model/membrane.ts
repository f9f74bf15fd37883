/**
 * What a membrane is, as data. Formulas are text in the grammar of `formula/parse.ts`; everything that is computed,
 * shown or documented about a model is made from one of these objects.
 */

/** A number of the model that can be set or varied over a population. */
export interface Parameter {
  /** Default value, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** Smallest and largest accepted value, in `unit`. */
  readonly range: readonly [min: number, max: number];
  readonly description: string;
}

/** A gating variable x with dx/dt = alpha (1 - x) - beta x. */
export interface Gate {
  readonly name: string;
  readonly description: string;
  /** Opening rate as a formula of V and the parameters, 1/ms. */
  readonly alpha: string;
  /** Closing rate, 1/ms. */
  readonly beta: string;
}

/** An ionic current, conductance x (V - reversal), positive outward. */
export interface Current {
  readonly name: string;
  readonly description: string;
  /** Formula of the gates and the parameters, mS/cm2. */
  readonly conductance: string;
  /** Formula of the parameters, mV. */
  readonly reversal: string;
}

/** A conductance-based membrane: capacitance dV/dt = stimulus - sum of the currents. */
export interface Membrane {
  readonly name: string;
  readonly title: string;
  /** Where equations and values come from. */
  readonly source: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Shorthands for formulas of the parameters, usable in every other formula. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Formula of the membrane capacitance, uF/cm2. */
  readonly capacitance: string;
  readonly gates: readonly Gate[];
  readonly currents: readonly Current[];
}
