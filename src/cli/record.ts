import type { AdapterDescription } from '../engine/simulation.ts';
import type { ExperimentInput } from '../protocol/experiment.ts';
import type { OwnError } from '../studies/own-error.ts';
import type { AccuracyRecord } from './precision.ts';

/** What `run.json` holds. */
export interface RunRecord {
  /** Of Loligo. */
  readonly version: string;
  readonly adapter: AdapterDescription;
  /** Date and time of the start. */
  readonly started: string;
  /** Duration of the simulation on the clock, output of spikes and traces included, s. */
  readonly wallSeconds: number;
  readonly neurons: number;
  readonly steps: number;
  readonly neuronStepsPerSecond: number;
  /** Spikes that are missing in `spikes.csv`; only there if spikes are recorded. */
  readonly lostSpikes?: number;
  /** The accuracy that was asked for; `experiment` has the step and the integrator that it led to. */
  readonly accuracy?: AccuracyRecord | undefined;
  /** How far the run lies from one in float64, unless that was not asked for. */
  readonly error?: OwnError | undefined;
  readonly experiment: ExperimentInput;
}
