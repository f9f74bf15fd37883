import type { Integrator } from '../integrators/integrator.ts';
import type { Column } from '../population/column.ts';
import type { Detector, Statistic } from '../statistics/statistic.ts';
import type { System } from '../system/system.ts';

/** All that an engine is told: a system, the population that it is varied over, and how it is stepped and measured. */
export interface Problem {
  readonly system: System;
  readonly integrator: Integrator;
  /** Step, ms. */
  readonly dt: number;
  readonly population: Population;
  readonly initial: Initial;
  readonly detector: Detector;
  readonly statistics: readonly Statistic[];
  readonly record: Recording;
  /** Steps of the whole run, and the step at which its measuring window begins. */
  readonly steps: number;
  readonly windowStart: number;
  /** Where there are bands, the whole is stepped by the one of the largest step. */
  readonly bands?: readonly Band[];
}

/**
 * The same neurons as in every other band, stepped in another way. Bands follow one another in the population; one has numbers and
 * random numbers as if it were alone.
 */
export interface Band extends Pick<Problem, 'system' | 'integrator' | 'dt' | 'statistics'> {
  /** Its neurons: the number of the first one in the whole, and how many. */
  readonly first: number;
  readonly count: number;
  /** Its steps for one of the whole. */
  readonly times: number;
}

/** Independent neurons that differ in some numbers: those from `first` on, `count` of them, of a possibly larger whole. */
export interface Population {
  readonly first: number;
  readonly count: number;
  /** Where there are trials, the neurons after which the same ones come again, as another one; in each band. */
  readonly distinct?: number;
  /** The numbers that vary, by the number of the neuron in the whole. */
  readonly columns: readonly Column[];
}

/** Where neurons begin: where they stay at zero input, or at a potential (mV) with all else where it stays there. */
export type Initial = 'rest' | { readonly potential: number };

/** What is kept of a run besides what is measured of every neuron. */
export interface Recording {
  /** Whether the time of every event is kept. */
  readonly events: boolean;
  readonly traces?: Sampling | undefined;
}

/** What is sampled: neurons by their numbers in the whole, states and observables by name; and the steps between two samples. */
export interface Sampling {
  readonly cells: readonly number[];
  readonly every: number;
  readonly values: readonly string[];
}
