import type { ValueType } from '../formula/schedule.ts';

/**
 * What is counted of a neuron, as formulas in the grammar of `formula/parse.ts`. Every engine is compiled from them.
 *
 * Symbols: its own fields by their names, those of others as `statistic.field`, and
 *   V               the potential after the last step, mV
 *   step            steps taken, V is the potential then (a count)
 *   any state, observable or number of the system, after the step
 * in `step`
 *   V_before        the potential before the step, mV
 * in `look`, which comes after every fourth step, or after every single one where the four are not enough to tell
 *   V_max, V_min    the highest and the lowest potential since the last look
 *   V_0 ... V_7     the potential 0 to 7 steps before V, ABSENT where it is not kept or there is a corner in between
 *   V_first, V_second   the first and second potential since the last look; V_second only after four steps
 *   four            whether there were four steps since the last look, else one
 * in `event` and `result`
 *   event.step, event.fraction, event.height   where the event lies, in steps, and the potential there, mV (`event` only)
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
  readonly fields?: Fields;
  /** New values of fields after a step. */
  readonly step?: Formulas;
  /** New values of fields at a look: cheaper, for what needs to know only the extremes of a few steps. */
  readonly look?: Formulas;
  /** New values of fields at an event. */
  readonly event?: Formulas;
  /** What comes out; NaN where it is `none`. */
  readonly result: string | { readonly definitions: Formulas; readonly value: string };
}

/** Formulas by name. Definitions may use those before them. */
export type Formulas = Readonly<Record<string, string>>;
export type Fields = Readonly<Record<string, Field>>;

/** A word that is kept for every neuron from step to step. */
export interface Field {
  readonly type?: ValueType;
  /** Value with which it begins, a formula of V and `step`; with every measuring window, or only with the run. */
  readonly start: string;
  readonly keeps?: 'window' | 'run';
}

/**
 * What raises events, written like a statistic. It looks at four steps at once; what it raises is noted some steps later, so
 * that the neurons of a subgroup can do it together, and stays in fields until then.
 */
export interface Detector {
  readonly fields: Fields;
  readonly look: Formulas;
  /** True if the look raises an event. */
  readonly raised: string;
  /** True if the look loses what an event that was raised before and is not noted yet needs. */
  readonly overwrites: string;
  /** True if four steps hold too much for one look: then they are looked at one by one. */
  readonly unclear: string;
  /** Values that the event is placed by. */
  readonly definitions: Formulas;
  /** The step near which the event lies, the distance from it in steps, and the potential there, mV. */
  readonly event: { readonly step: string; readonly fraction: string; readonly height: string };
  /** Earliest step of an event that may still come, while there may be one: later ones must wait for it in a list. */
  readonly waits?: { readonly while: string; readonly step: string };
}

/** Stands for a potential that is not there, or that lies beyond a corner. Larger than any potential. */
export const ABSENT = 1e30;
