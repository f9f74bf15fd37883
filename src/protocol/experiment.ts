import type { z } from 'zod';
import { suggestion } from '../input/nearest.ts';
import { faultOf, InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import type { integratorNames } from '../integrators/catalogue.ts';
import { isShipped, membranes } from '../model/catalogue.ts';
import type { Membrane, MembraneInput } from '../model/membrane.ts';
import { parseMembrane } from '../model/read.ts';
import { columnsOf, populationOf } from '../population/columns.ts';
import { bandsOf, commonMethod, timesIn } from './bands.ts';
import {
  checkMethod,
  checkParameters,
  checkSize,
  checkSteps,
  checkStimuli,
  checkTimes,
  checkTraces,
  checkVaried,
} from './conditions.ts';
import { DEFAULT_MODEL, experimentSchema } from './schema.ts';
import { chosenStep } from './step.ts';
import { type Stimulus, stimulusNumbers, stimulusUnit } from './stimulus.ts';

export const DEFAULT_INTEGRATOR = 'strang';

/** An experiment as people write it: everything has a default. */
export type ExperimentInput = z.input<typeof experimentSchema>;
/** A complete, checked experiment, with its membrane. Times in ms, potentials in mV, current densities in uA/cm2. */
export type Experiment = Omit<z.output<typeof experimentSchema>, 'model' | 'integrator'> & {
  readonly model: Membrane;
  /**
   * Where an `accuracy` is asked for, step and integrator are those of an experiment without it until they are chosen; where there are
   * bands, those of the band of the largest step.
   */
  readonly dt: number;
  readonly integrator: (typeof integratorNames)[number];
};
export type Events = Experiment['events'];

/**
 * Checks a document and fills in its defaults, the model's parameters included.
 * @throws InputError with one line that names each wrong value, what is valid and the remedy
 */
export function parseExperiment(document: unknown): Experiment {
  const parsed = experimentSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) throw faultOf(parsed.error);
  checkMethod(parsed.data);
  const membrane = membraneOf(parsed.data.model);
  checkParameters(membrane, parsed.data.parameters);
  const { bands, integrator = DEFAULT_INTEGRATOR } = parsed.data;
  const given = {
    ...parsed.data,
    model: membrane,
    parameters: { ...valuesOf(membrane), ...parsed.data.parameters },
    integrator,
    ...(bands && commonMethod(bands)),
  };
  checkVaried(given, Object.keys(variableNumbers(given)));
  checkSize(given);
  const columns = columnsOf(populationOf(given), (path) => validRange(membrane, path));
  checkStimuli(membrane, given, columns);
  const experiment: Experiment = { ...given, dt: given.dt ?? chosenStep(membrane, given, columns) };
  checkTimes(experiment);
  for (const { dt } of bands ?? []) timesIn(dt, experiment.dt);
  for (const band of bandsOf(experiment)) checkSteps(band, columns);
  checkTraces(experiment);
  return experiment;
}

/** The values that a membrane gives its parameters. */
const valuesOf = ({ parameters }: Membrane): Record<string, number> =>
  Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));

/**
 * The membrane that a name stands for, or that a document says; without either the usual one.
 * @throws InputError if there is no membrane of that name, or the document is wrong
 */
export function membraneOf(model: string | MembraneInput = DEFAULT_MODEL): Membrane {
  if (typeof model !== 'string') {
    try {
      return parseMembrane(model);
    } catch (error) {
      throw error instanceof InputError ? error.within('model: ', 'model') : error;
    }
  }
  const membrane = Object.hasOwn(membranes, model) ? membranes[model] : undefined;
  if (!membrane && /\.json$/i.test(model))
    throw new InputError(
      `model "${shown(model)}" is a file, and none is read here; give the document itself`,
    );
  if (!membrane)
    throw new InputError(`unknown model "${shown(model)}"${suggestion(model, Object.keys(membranes))}`, {
      path: ['model'],
    });
  return membrane;
}

/**
 * An experiment as people write it: a shipped membrane by its name, any other whole, so that it can be run anywhere. `parseExperiment` makes the
 * same experiment of it; an experiment with an `accuracy` or with bands leaves out the step and integrator that follow from these.
 */
export function documentOf(experiment: Experiment): ExperimentInput {
  const { model, dt, integrator, ...others } = experiment;
  const method = others.accuracy === undefined && !others.bands ? { dt, integrator } : {};
  return { model: isShipped(model) ? model.name : model, ...others, ...method };
}

/**
 * Every number of an experiment that can be varied, with its present value: by its path, such as `stimulus.amplitude` or `parameters.gK`,
 * and in the unit that `unitOf` says.
 */
export function variableNumbers(
  experiment: Pick<Experiment, 'stimulus' | 'parameters'>,
): Record<string, number> {
  const numbers = stimulusNumbers(experiment.stimulus);
  for (const [name, value] of Object.entries(experiment.parameters)) numbers[`parameters.${name}`] = value;
  return numbers;
}

/**
 * The unit of a number that can be varied, such as `mS/cm2`; `1` where it has none.
 * @param path one of those of `variableNumbers`
 * @throws InputError if there is no membrane of the name
 */
export function unitOf(
  { model, stimulus }: { readonly model: string | MembraneInput; readonly stimulus: Stimulus },
  path: string,
): string {
  const [scope, name] = path.split('.') as [string, string];
  if (scope === 'parameters') return membraneOf(model).parameters[name]!.unit;
  return stimulusUnit(path, stimulus);
}

/** The valid values of a number by its path, and their unit, where they are bounded. */
export function validRange(membrane: Membrane, path: string) {
  const [scope, name] = path.split('.') as [string, string];
  if (scope !== 'parameters') return undefined;
  const { range, unit } = membrane.parameters[name]!;
  return [...range, unit] as const;
}
