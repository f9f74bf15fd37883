/**
 * What a membrane is, as data. Formulas are text in the grammar of `formula/parse.ts`; everything that is computed,
 * shown or documented about a membrane is made from one of these documents, shipped or not.
 */

/** A complete document: whatever may be left out has its default. */
export interface Membrane {
  readonly name: string;
  readonly title: string;
  /** Where equations and values come from. */
  readonly source: string;
  /** How it begins to fire: Hodgkin's class 1, 2 or 3, or words. */
  readonly class?: string | undefined;
  /** Where there is something to be seen. */
  readonly shows?: Shows | undefined;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Names for formulas, of V, states, parameters, currents and one another, usable in every other formula. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Formula of the membrane capacitance, uF/cm2, of what does not change. */
  readonly capacitance: string;
  readonly gates: readonly Gate[];
  /** Quantities with a memory that are no gates, such as concentrations. */
  readonly states: readonly Variable[];
  /** Ionic currents, positive outward: capacitance dV/dt = stimulus - sum of the currents. */
  readonly currents: readonly Current[];
  /** Of the cell, such as `28953 um2`. */
  readonly area?: string | undefined;
}

/** Ranges that tell what a membrane does; nothing that is computed depends on them. */
export interface Shows {
  /** Steady currents from silence through the onset of firing, uA/cm2. */
  readonly current?: readonly [from: number, to: number] | undefined;
  /** Potentials that it takes meanwhile, mV. */
  readonly potential?: readonly [low: number, high: number] | undefined;
}

/** A number of the membrane that can be set or varied over a population. */
export interface Parameter {
  /** Default value, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** Smallest and largest accepted value, in `unit`. */
  readonly range: readonly [min: number, max: number];
  readonly description: string;
}

/** What a person knows a part of a membrane by. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

/** A gating variable from 0 to 1, in one of three forms. */
export type Gate = Named & (Instantaneous | Rates | Relaxation);

/** A gate that follows at once. */
export interface Instantaneous {
  readonly instantaneous: string;
}

/** dx/dt = alpha (1 - x) - beta x, both in 1/ms. */
export interface Rates {
  readonly alpha: string;
  readonly beta: string;
}

/** dx/dt = (inf - x) / tau, with tau in ms. */
export interface Relaxation {
  readonly inf: string;
  readonly tau: string;
}

/** A quantity with a memory that is no gate. */
export interface Variable extends Named {
  readonly unit: string;
  /** Values that the formulas are right for, in `unit`. */
  readonly range: readonly [min: number, max: number];
  /** Change per ms. */
  readonly slope: string;
  /** Value at the beginning, of what does not change; where there is none, the value at which it rests. */
  readonly initial?: string | undefined;
}

/** An ionic current, in one of two forms. */
export type Current = Named & (Ohmic | Density);

/** conductance (mS/cm2) x (V - reversal (mV)). */
export interface Ohmic {
  readonly conductance: string;
  readonly reversal: string;
}

/** Any formula, uA/cm2. */
export interface Density {
  readonly density: string;
}

/** A formula as people write it: one that is a number may stand without quotes. */
export type FormulaInput = string | number;

type Partly<Type, Key extends keyof Type> = Omit<Type, Key> & { readonly [K in Key]?: Type[K] | undefined };
type Written<Type> = {
  readonly [K in keyof Type]: K extends 'name' | 'description' | 'unit'
    ? Type[K]
    : Type[K] extends string
      ? FormulaInput
      : Type[K] extends string | undefined
        ? FormulaInput | undefined
        : Type[K];
};
type Unnamed<Type> = Partly<Written<Type> & Named, 'description'>;

/** A membrane as people write it. A parameter that is only its value may be a number. */
export interface MembraneInput {
  readonly name: string;
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  readonly class?: string | number | undefined;
  readonly shows?: Shows | undefined;
  readonly parameters?:
    | Readonly<Record<string, number | Partly<Parameter, 'unit' | 'range' | 'description'>>>
    | undefined;
  readonly definitions?: Readonly<Record<string, FormulaInput>> | undefined;
  readonly capacitance?: FormulaInput | undefined;
  readonly gates?: readonly (Unnamed<Instantaneous> | Unnamed<Rates> | Unnamed<Relaxation>)[] | undefined;
  readonly states?: readonly Partly<Written<Variable>, 'unit' | 'range' | 'description'>[] | undefined;
  readonly currents: readonly (Unnamed<Ohmic> | Unnamed<Density>)[];
  readonly area?: string | number | undefined;
}
