import type { Simulation } from '../../engine/simulation.ts';
import type { Population, Problem } from '../../problem/problem.ts';
import type { ExperimentInput } from '../../protocol/experiment.ts';
import type { Free } from './free.ts';

/** How candidates are compared with data, and how well they say what was held back of them. */
export interface Comparison {
  /** What the candidates get, without what differs between them. */
  readonly experiment: ExperimentInput;
  readonly free: readonly Free[];
  /** The unit of distances; 1 where they have none. */
  readonly unit: string;
  /** Numbers that are compared, as many as if all counted equally; 0 where their errors say nothing of the distance. */
  readonly numbers: number;
  /** Candidates with these values, to be run as they are. */
  problem(values: readonly Float64Array[]): Problem;
  /** The distance of each candidate from the data, from a simulation that has been run; NaN where it is infinite. */
  distances(simulation: Simulation): Promise<Float64Array>;
  readonly prediction: Prediction;
}

/** What some candidates say of data, also of those that were not shown to them. */
export interface Prediction {
  /** The unit of the data. */
  readonly unit: string;
  /** What was fitted, and what was held back, if something was, in the order of the columns below. */
  readonly fitted: readonly Datum[];
  readonly held: readonly Datum[];
  /** The neurons of candidates: a column of values for each free number. */
  problem(values: readonly Float64Array[]): Problem;
  /**
   * What each candidate says of each datum, those that were fitted before those that were held back: `said[candidate][datum]`; NaN for one
   * that has no rest or diverges.
   */
  run(simulation: Simulation, population: Population): Promise<readonly Float64Array[]>;
}

/** A potential (mV) at a time (ms), or a rate (Hz) at a current. */
export interface Datum {
  readonly at: number;
  readonly value: number;
}
