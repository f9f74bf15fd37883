import { decodeText } from '../input/encoding.ts';
import { InputError } from '../input/schema.ts';
import type { Experiment, ExperimentInput } from '../protocol/experiment.ts';
import { experimentIn } from '../protocol/record.ts';
import type { Window } from '../statistics/recorded.ts';
import { type Feature, usualFeatures } from '../studies/fit/features.ts';
import type { FitOptions } from '../studies/fit/fit.ts';
import type { Range } from '../studies/fit/free.ts';
import { type OwnPoints, readPoints } from '../studies/fit/own-points.ts';
import { hasTrace, type OwnTrace, readTrace, type TraceOptions } from '../studies/fit/own-trace.ts';
import { type FitQuestion, isTrace } from '../studies/fit/question.ts';
import { INTEGRATOR } from '../studies/setup.ts';
import type { Backend } from './backend.ts';
import { readBytes, readDocument, readModel, withFiles } from './document.ts';
import { shownPath } from './fail.ts';

// What `loligo fit` is told: data, and what is known of the neuron that they are of.

/** The options of `loligo fit`; times in ms, currents in `unit`. */
export interface FitFlags extends TraceOptions, Omit<FitOptions, 'onRound'> {
  readonly free: readonly string[];
  readonly experiment?: string;
  readonly model?: string;
  readonly set?: Record<string, number>;
  readonly current?: number;
  readonly onset: number;
  readonly end?: number;
  readonly unit?: 'uA/cm2' | 'nA';
  readonly range?: Readonly<Record<string, Range>>;
  readonly window?: readonly Window[];
  /** Statistics that V is compared by; true stands for the usual ones. */
  readonly features?: readonly Feature[] | true;
  readonly hold: number;
  readonly duration: number;
  readonly settle: number;
  readonly dt?: number;
  readonly integrator?: Experiment['integrator'];
  readonly backend: Backend;
  readonly out?: string;
  readonly json?: boolean;
}

/** A recorded potential, or rates at currents, whichever a file has. */
export function dataIn(path: string, flags: TraceOptions): OwnTrace | OwnPoints {
  const text = decodeText(readBytes(path), shownPath(path));
  return hasTrace(text) ? readTrace(text, shownPath(path), flags) : readPoints(text, shownPath(path));
}

/** What is known of the neuron. */
export async function experimentOf(flags: FitFlags, stdin: NodeJS.ReadableStream): Promise<ExperimentInput> {
  const { experiment: file, model, set, dt, integrator } = flags;
  const given = file === undefined ? {} : withFiles(experimentIn(await readDocument(file, stdin)), file);
  const document = given as ExperimentInput;
  return {
    ...document,
    ...(model !== undefined && { model: readModel(model) }),
    parameters: { ...document.parameters, ...set },
    ...(dt !== undefined && { dt }),
    integrator: integrator ?? document.integrator ?? INTEGRATOR,
  };
}

export function questionOf(
  data: OwnTrace | OwnPoints,
  experiment: ExperimentInput,
  flags: FitFlags,
): FitQuestion {
  const { free, range = {}, hold, window, features, unit, duration, settle } = flags;
  return {
    data,
    experiment: isTrace(data) ? stimulated(experiment, flags) : experiment,
    free,
    ranges: range,
    windows: window,
    hold,
    features: features === true ? usualFeatures.map((name) => ({ name })) : features,
    unit,
    duration,
    settle,
  };
}

/** @throws InputError if nothing is said of what the neuron got */
function stimulated(
  experiment: ExperimentInput,
  { experiment: file, current, onset, end, unit }: FitFlags,
): ExperimentInput {
  if (file !== undefined) return experiment;
  if (current === undefined)
    throw new InputError(
      'what did the neuron get while V was recorded? Give a step with --current, --onset and --end, or the whole with --experiment',
    );
  return {
    ...experiment,
    stimulus: {
      kind: 'step',
      amplitude: current,
      onset,
      ...(end !== undefined && { end }),
      ...(unit && { unit }),
    },
  };
}
