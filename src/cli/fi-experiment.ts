import { type Experiment, parseExperiment } from '../protocol/experiment.ts';
import type { Backend } from './backend.ts';
import { readModel } from './document.ts';
import { calledAlike, inOptions, neuronNames, sweepNames } from './option-names.ts';

/** The options of `loligo fi`; currents in `unit`, times in ms. */
export interface FIOptions {
  readonly model?: string;
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly values?: number[];
  readonly duration: number;
  readonly settle: number;
  readonly dt?: number;
  readonly integrator?: string;
  readonly set?: Record<string, number>;
  readonly backend: Backend;
  readonly accuracy?: number;
  /** False leaves out the estimate of the error. */
  readonly estimate: boolean;
  readonly json?: boolean;
}

const names = { ...neuronNames, ...sweepNames, ...calledAlike('accuracy', 'duration') };

/** The experiment behind the options. @throws InputError that names the options */
export function fiExperiment({
  model,
  unit,
  from,
  to,
  count,
  values,
  duration,
  settle,
  dt,
  integrator,
  accuracy,
  set,
}: FIOptions): Experiment {
  const document = {
    model: model === undefined ? undefined : readModel(model),
    parameters: set,
    stimulus: { kind: 'constant', amplitude: 0, unit },
    sweep: { x: { vary: 'stimulus.amplitude', ...(values ? { values } : { from, to, count }) } },
    duration,
    dt,
    integrator,
    accuracy,
    measure: { from: settle },
  };
  try {
    return parseExperiment(document);
  } catch (error) {
    throw inOptions(error, names);
  }
}
