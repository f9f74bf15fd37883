import type { MembraneInput } from '../model/membrane.ts';
import { densityPerUnit } from '../protocol/current.ts';
import {
  type Experiment,
  type ExperimentInput,
  membraneOf,
  parseExperiment,
} from '../protocol/experiment.ts';

/** What is studied, and how it is stepped. */
export interface Setup {
  readonly model?: string | MembraneInput | undefined;
  readonly parameters?: Readonly<Record<string, number>> | undefined;
  /** Of all currents that are given and found. */
  readonly unit?: 'uA/cm2' | 'nA' | undefined;
  /** Step, ms; without one that which the membrane needs. */
  readonly dt?: number | undefined;
  readonly integrator?: Experiment['integrator'] | undefined;
  /** Called before each stage of a study of several, with what it looks for, in words. */
  onStage?(words: string): void;
}

/**
 * The integrator of studies: spikes that begin at the edge of beginning tell of every error of a step, and a method of fourth
 * order makes thresholds right to 0.01 % at the step that is usual (docs/guide/protocols.md has figures).
 */
export const INTEGRATOR = 'strang-richardson';

/** The experiment of a study. @throws InputError if it cannot be run */
export function experimentOf(
  { model, parameters, dt, integrator = INTEGRATOR }: Setup,
  rest: ExperimentInput,
): Experiment {
  return parseExperiment({ model, parameters: { ...parameters }, dt, integrator, ...rest });
}

/** A density (uA/cm2) in the unit of a setup. */
export function inUnit({ model, unit }: Setup, density: number): number {
  return density / densityPerUnit(membraneOf(model), unit);
}

/** The unit of the currents, as people write it. */
export const unitOfCurrents = ({ unit = 'uA/cm2' }: Setup): string => unit;

/** A unit in the name of a column, such as `uA_cm2`. */
export const unitInNames = (setup: Setup): string => unitOfCurrents(setup).replace('/', '_');
