import type { KeptType } from '../formula/schedule.ts';

/**
 * What is counted of a neuron, as formulas in the grammar of `formula/parse.ts`. Every engine is compiled from them.
 *
 * Symbols: its own fields by their names, those of others as `statistic.field`, any number of the system, and
 * in `start`
 *   V, step         the potential, mV, and the steps taken (a count); any state or observable
 * in `step`
 *   the same after the step, and V_before, the potential before it
 * in `look`, which sees one potential, two steps after it was reached
 *   V, step         that potential, and the steps that had been taken then
 *   V_before, V_after   those before and after it
 *   turns           whether V ceases or begins to rise or to fall there
 *   before1, before2, after1, after2
 *                   those one and two steps before and after it; ABSENT where there is a corner in between
 *   window.step     step at which the measuring window began (a count)
 *   dt              ms
 *   inputs, and observables that do not depend on states, at that step
 * in `event` and `result`
 *   event.step, event.fraction, event.height   where the event lies, in steps, and the potential there, mV (`event` only)
 *   window.step
 *   onset.step, onset.fraction   when the stimulus begins
 * and in `result`
 *   V, V_before     the present potential and the one before it, which no look has seen
 *   step            steps taken
 *   origin          step 0 (a count), dt (ms), none (there is no value)
 *
 * A look is taken where V turns, or where `due` says so, and at some other potentials: between them V only rises or only
 * falls, and what a look keeps must not depend on whether it sees any of those in between.
 */
export interface Statistic {
  readonly name: string;
  readonly unit: string;
  /** What it is, in words. */
  readonly description: string;
  /** Names of those whose fields it reads. */
  readonly needs?: readonly string[];
  readonly fields?: Fields;
  /** What formulas of `step` and of `look` are made of. */
  readonly definitions?: Formulas;
  /** New values of fields after a step. */
  readonly step?: Formulas;
  /** New values of fields at a look: cheaper, since most potentials are not looked at. */
  readonly look?: Formulas;
  /** When there has to be a look; where V turns, if nothing is said. */
  readonly due?: readonly Due[];
  /** New values of fields at an event. */
  readonly event?: Formulas;
  /** What comes out; NaN where it is `none`. */
  readonly result: string | { readonly definitions: Formulas; readonly value: string };
}

/** Of a look that has to be taken wherever it is not quiet, however V goes there. */
export const ALWAYS = '1';

/** A reason for a look. */
export interface Due {
  /** Whether there has to be one, a formula of V, V_before, V_after and `turns`, which is the default: V turns there. */
  readonly when?: string;
  /** Where it need not be taken. */
  readonly quiet?: Quiet;
}

/**
 * Potentials, formulas of fields, between which, themselves included, a look changes no field: where V turns all the time, as under noise, most looks
 * are there.
 */
export interface Quiet {
  readonly below?: string;
  readonly above?: string;
}

/** Formulas by name. Definitions may use those before them. */
export type Formulas = Readonly<Record<string, string>>;
/** What is kept for every neuron, by name. */
export type Fields = Readonly<Record<string, Field>>;

/** A word that is kept for every neuron from step to step. */
export interface Field {
  readonly type?: KeptType;
  /** Value with which it begins, a formula of V and `step`; with every measuring window, or only with the run. */
  readonly start: string;
  readonly keeps?: 'window' | 'run';
}

/**
 * What raises events, written like a statistic. What a look raises is noted some steps later, so that the neurons of a
 * subgroup can do it together, and stays in fields until then.
 */
export interface Detector {
  readonly fields: Fields;
  readonly look: Formulas;
  /** Like those of a statistic. */
  readonly due?: readonly Due[];
  /** True if the look raises an event. */
  readonly raised: string;
  /** True if the look loses what an event that was raised before and is not noted yet needs. */
  readonly overwrites: string;
  /** Values that the event is placed by. */
  readonly definitions: Formulas;
  /** The step near which the event lies, the distance from it in steps, and the potential there, mV. */
  readonly event: { readonly step: string; readonly fraction: string; readonly height: string };
  /** Earliest step of an event that may still come, while there may be one: later ones must wait for it in a list. */
  readonly waits?: { readonly while: string; readonly step: string };
}

/** Stands for a potential that lies beyond a corner. Larger than any potential. */
export const ABSENT = 1e30;
