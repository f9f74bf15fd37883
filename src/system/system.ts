import { type Expr, number, type Tables } from '../formula/expr.ts';
import type { Range } from '../formula/ranges.ts';

/**
 * What happens in one neuron, as formulas. A membrane and a protocol make a System once; integrators, statistics and
 * engines see nothing else. Symbols in its formulas are the names of its states, algebraic values, inputs and numbers.
 */
export interface System {
  /** For messages, such as "hodgkin-huxley". */
  readonly name: string;
  readonly states: readonly State[];
  /** Name of the state that is the membrane potential, in mV: what events are found in and what is drawn. */
  readonly potential: string;
  /** Values that follow at once, each a formula of what comes before it: gates without delay, conductances, currents. */
  readonly algebraic: readonly Quantity[];
  /** What can be recorded besides the states. */
  readonly observables: readonly Quantity[];
  readonly inputs: readonly Input[];
  readonly clamp?: Clamp | undefined;
  readonly processes: readonly Process[];
  readonly numbers: readonly NumberInput[];
  readonly derived: readonly Derived[];
  readonly times: readonly Time[];
  /** Numbers that formulas look up, by the names of their tables. */
  readonly tables?: Tables | undefined;
}

/** A quantity with a memory: dx/dt = slope. */
export interface State {
  readonly name: string;
  readonly unit: string;
  /** What it is, in words. */
  readonly description: string;
  /** Values that formulas are kept right for. Beyond, the slopes of other states take the potential as at the nearer end. */
  readonly range: Range;
  /** Change per ms. */
  readonly slope: Expr;
  /** Value at the beginning, a formula of the numbers; where there is none, the value at which it stays. */
  readonly initial?: Expr;
}

/** A value with a name and a unit. */
export interface Quantity {
  readonly name: string;
  readonly unit: string;
  readonly formula: Expr;
}

/** What acts on a neuron from outside. */
export interface Input {
  readonly name: string;
  readonly unit: string;
  /**
   * Value at the fraction `stage` (a symbol, 0..1) of a step. Where it jumps inside the step it is the mean over the step, so
   * that what it brings is right for every dt.
   */
  readonly formula: Expr;
  /** Whether it jumps in the next `span` (a symbol) steps: there V has a corner. */
  readonly jumps: Expr;
  /** When it first changes, a formula of the numbers, ms. */
  readonly onset: Expr;
}

/** A potential that is prescribed for some steps as a whole, whatever flows. Formulas of the numbers and of `step`. */
export interface Clamp {
  /** Whether it is in this step. */
  readonly active: Expr;
  /** The potential in this step, mV. */
  readonly value: Expr;
}

/**
 * A quantity with a memory that goes from step to step by a law of its own, whatever the integrator: noise, or what arrives at
 * synapses. Inputs are made of them.
 */
export interface Process {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Value one step later. */
  readonly next: Expr;
  /** What inputs see of it at the fraction `STAGE` of a step. */
  readonly inStep: Expr;
  /** Value at the beginning. */
  readonly initial: Expr;
  /** Values that it stays between but for rare moments. */
  readonly extent: readonly [least: Expr, most: Expr];
}

/** A number that is made of others, once, in float64 on the host. */
export interface Derived {
  readonly name: string;
  readonly formula: Expr;
}

/** A number that can be set or varied over the population. */
export interface NumberInput {
  /** How experiments write it, such as `parameters.gNa`. */
  readonly path: string;
  /** How formulas write it, such as `gNa`. */
  readonly symbol: string;
  /** `step` if it is a whole number that is never rounded, as words of random numbers are; a number by default. */
  readonly type?: 'real' | 'step';
  readonly unit: string;
  readonly value: number;
  /** Another unit in which results say it besides, and how many of that one of its own is. */
  readonly also?: { readonly unit: string; readonly factor: number } | undefined;
}

/**
 * A moment that formulas count steps from. The count is formed in integers: `name.step` whole steps have passed when the
 * moment comes, and the fraction `name.fraction` of another one.
 */
export interface Time {
  readonly name: string;
  /** Formula of the numbers, ms. */
  readonly at: Expr;
  /** That it comes again and again. */
  readonly again?: Again;
}

/** A moment that comes again. */
export type Repeated = Time & { readonly again: Again };

/**
 * That a moment comes again at even intervals. An interval in steps is the sum of three numbers, of which float32 multiplies the
 * first two without rounding: `name.whole` is whole, `name.coarse` a multiple of 1/256, and `name.fine` what is left.
 */
export interface Again {
  readonly name: string;
  /** From one to the next, a formula of the numbers, ms. */
  readonly every: Expr;
  /** How often it comes in all. */
  readonly count: number;
}

/** The symbols that change from step to step besides the states: steps taken, and the fraction of the present one. */
export const STEP = 'step';
export const STAGE = 'stage';
/** The symbol of a number of steps that are looked at together. */
export const SPAN = 'span';

/** Everything that a step changes, in the order of its rows in memory. */
export const variablesOf = ({
  states,
  processes,
}: Pick<System, 'states' | 'processes'>): readonly (State | Process)[] => [...states, ...processes];

/** The count of steps that stands for the time before the first one in random numbers. */
export const BEGINNING: Expr = number(0xffffffff);

export const stepOf = (time: Pick<Time, 'name'>): string => `${time.name}.step`;
export const fractionOf = (time: Pick<Time, 'name'>): string => `${time.name}.fraction`;
export const intervalOf = ({ name }: Pick<Again, 'name'>) => ({
  whole: `${name}.whole`,
  coarse: `${name}.coarse`,
  fine: `${name}.fine`,
});
