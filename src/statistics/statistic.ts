import type { ValueType } from '../formula/schedule.ts';

/**
 * What is counted of a neuron, as formulas in the grammar of `formula/parse.ts`. Every engine is compiled from them.
 *
 * Symbols: its own fields by their names, those of the statistics that it uses as `statistic.field`, and
 *   V, V_before     the potential after the step and before it, mV
 *   V_0             V, but ABSENT where an input jumped in the step: there V has a corner
 *   V_1 ... V_4     the potential one to four steps before V, ABSENT where there is a corner in between
 *   step            steps taken, V is the potential then (a count)
 *   any state, observable or number of the system, after the step
 * in `event` and `result` (not in `step`) also
 *   event.step, event.fraction, event.height   where the event lies, in steps, and the potential there, mV
 *   window.step     step at which the measuring window began (a count)
 *   onset.step, onset.fraction   when the stimulus begins
 * and in `result`
 *   origin          step 0 (a count), dt (ms), none (there is no value)
 */
export interface Statistic {
  readonly name: string;
  readonly unit: string;
  /** What it is, in words. */
  readonly description: string;
  /** Other statistics whose fields it reads. */
  readonly uses?: readonly string[];
  readonly fields?: Readonly<Record<string, Field>>;
  /** New values of fields after a step. */
  readonly step?: Readonly<Record<string, string>>;
  /** New values of fields at an event. */
  readonly event?: Readonly<Record<string, string>>;
  /** What comes out; NaN where it is `none`. */
  readonly result: string | { readonly definitions: Readonly<Record<string, string>>; readonly value: string };
}

/** A word that is kept for every neuron from step to step. */
export interface Field {
  readonly type?: ValueType;
  /** Value with which it begins, a formula of V and `step`; with every measuring window, or only with the run. */
  readonly start: string;
  readonly keeps?: 'window' | 'run';
}

/**
 * What raises events. Its formulas are written like those of a statistic. An event is raised in one step and noted
 * in a later one, so that the neurons of a subgroup can do it together; what is needed for it stays in fields.
 */
export interface Detector {
  readonly fields: Readonly<Record<string, Field>>;
  readonly step: Readonly<Record<string, string>>;
  /** True after a step that raises an event. */
  readonly raised: string;
  /** True if the step to V will lose what an event that was raised before has not yet used. */
  readonly overwrites: string;
  /** Values that the event is placed by, in order; each may use those before it. */
  readonly definitions: Readonly<Record<string, string>>;
  /** The step near which the event lies, the distance from it in steps, and the potential there, mV. */
  readonly event: { readonly step: string; readonly fraction: string; readonly height: string };
  /** Earliest step of an event that may still come, while there may be one: later ones must wait for it in a list. */
  readonly waits?: { readonly while: string; readonly step: string };
}

/** Stands for a potential that is not there, or that lies beyond a corner. Larger than any potential. */
export const ABSENT = 1e30;
