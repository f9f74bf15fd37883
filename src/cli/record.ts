import type { AdapterDescription } from '../engine/simulation.ts';
import type { ExperimentInput } from '../protocol/experiment.ts';
import type { OwnError } from '../studies/own-error.ts';
import type { Part } from './part.ts';
import type { AccuracyRecord } from './precision.ts';
import type { Position } from './results/output.ts';

/** What `run.json` holds. */
export interface RunRecord {
  /** Of Loligo. */
  readonly version: string;
  /** What the run ended on. */
  readonly adapter: AdapterDescription;
  /** SHA-256 of what it ran: the text of a shader, or the bytes of a module. */
  readonly kernel: string;
  /** Date and time of the start. */
  readonly started: string;
  /** Where a run that was broken off went on: steps that had been taken, date and time, and what had taken them. */
  readonly resumed?: readonly Resumption[];
  /** Duration of the simulation on the clock, output of spikes and traces included, s. */
  readonly wallSeconds: number;
  /** Which part of the population it is, where it is not the whole. */
  readonly part?: Part | undefined;
  /** From how many parts it was joined; then `wallSeconds` is the sum of theirs. */
  readonly parts?: number;
  readonly neurons: number;
  readonly steps: number;
  readonly neuronStepsPerSecond: number;
  /** Spikes that are missing in the table of spikes; only there if spikes are recorded. */
  readonly lostSpikes?: number;
  /** The accuracy that was asked for; `experiment` has the step and the integrator that it led to. */
  readonly accuracy?: AccuracyRecord | undefined;
  /** How far the run lies from one in float64, unless that was not asked for; where there are bands, each has its own. */
  readonly error?: OwnError | undefined;
  readonly bands?: readonly BandRecord[] | undefined;
  /** Size in bytes and SHA-256 of the other files. */
  readonly files: Readonly<Record<string, Position>>;
  readonly experiment: ExperimentInput;
}

/** What was run of a band. */
export interface BandRecord {
  /** Which one, counted from 0. */
  readonly band: number;
  readonly integrator: string;
  /** Step, ms. */
  readonly dt: number;
  /** Its neurons that were run. */
  readonly neurons: number;
  readonly error?: OwnError | undefined;
}

/** A place where a run went on. */
export interface Resumption {
  readonly step: number;
  readonly at: string;
  readonly adapter: AdapterDescription;
}
