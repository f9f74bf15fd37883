import type { AdapterDescription, Measures } from '../engine/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { chooseMethod, describeChoice } from '../studies/accuracy.ts';
import { lendCpu } from '../studies/firing.ts';
import { estimateError, type OwnError, type Worst } from '../studies/own-error.ts';
import { describeError } from '../studies/own-error-words.ts';
import type { Range } from '../studies/selection.ts';
import type { Backend } from './backend.ts';
import { say } from './fail.ts';

// How exact a run shall be, and how exact it was.

/** An accuracy that was asked for, and what it led to. */
export interface AccuracyRecord {
  /** Error of the rates that was asked for, and the largest that was found before the run, %. */
  readonly asked: number;
  readonly found: number | null;
  /** Neurons that were tried, of how many. */
  readonly cells: number;
  readonly ofCells: number;
}

/**
 * The experiment with step and integrator, which are chosen and said if it asks for an accuracy.
 * @throws InputError if nothing keeps it
 */
export async function withMethod(
  experiment: Experiment,
  backend: Backend,
  stderr: NodeJS.WritableStream,
): Promise<{ readonly experiment: Experiment; readonly accuracy?: AccuracyRecord }> {
  if (experiment.accuracy === undefined) return { experiment };
  // The GPU rounds as the CPU does in float32, where a few neurons are run sooner.
  const lend = lendCpu(backend === 'cpu-f64' ? 'float64' : 'float32');
  const choice = await chooseMethod(experiment, { lend });
  say(stderr, describeChoice(choice));
  const { experiment: chosen, ...accuracy } = choice;
  return { experiment: chosen, accuracy: { ...accuracy, found: accuracy.found && brief(accuracy.found) } };
}

/** Wall time (s) that one of some estimates may compute for after a run that took so long, everything before it included. */
const affordable = (seconds: number, estimates: number): number =>
  Math.min(Math.max(0.25, (0.03 * seconds) / estimates), 60);

/**
 * How exact a run was, and that in one line; the line alone where there is nothing that it can be held to.
 * @param part the neurons that were run, where those are a part of the population
 * @param estimates how many share the time that there is for them
 */
export async function errorOf(
  experiment: Experiment,
  measures: Measures,
  { engine }: AdapterDescription,
  part?: Range,
  estimates = 1,
): Promise<{ readonly error?: OwnError; readonly line: string }> {
  const digits = engine === 'webgpu' || engine === 'cpu' ? 'float32' : 'float64';
  // The clock has run since the process began.
  const seconds = affordable(performance.now() / 1000, estimates);
  try {
    const error = await estimateError(experiment, measures, { digits, seconds, part });
    return { error: rounded(error), line: describeError(error) };
  } catch (error) {
    // Whatever is the matter with it, the result of the run is there.
    const why = error instanceof Error ? error.message : String(error);
    return { line: `how exact the result is could not be estimated: in float64 ${why}` };
  }
}

/** To the digits that an estimate is good for. */
function rounded({ total, rounding, sensitive, ...others }: OwnError): OwnError {
  const of = (worst: Worst): Worst => ({
    ...worst,
    ratePercent: brief(worst.ratePercent),
    lastSpike: worst.lastSpike === null ? null : brief(worst.lastSpike),
  });
  return {
    ...others,
    total: of(total),
    rounding: of(rounding),
    sensitive: sensitive.map(({ cell, moved }) => ({ cell, moved: moved === null ? null : brief(moved) })),
  };
}

const brief = (value: number): number => Number(value.toPrecision(3));
