import type { z } from 'zod';
import { suggestion } from '../input/nearest.ts';
import { repeated } from '../input/repeated.ts';
import { faultOf, InputError } from '../input/schema.ts';
import { inUnit, shown } from '../input/shown.ts';
import type { integratorNames } from '../integrators/catalogue.ts';
import { isShipped, membranes } from '../model/catalogue.ts';
import type { Membrane, MembraneInput } from '../model/membrane.ts';
import { parseMembrane } from '../model/read.ts';
import { type Column, extremesIn } from '../population/column.ts';
import { columnsOf, populationOf, populationSize } from '../population/columns.ts';
import { bandsOf, commonMethod, timesIn } from './bands.ts';
import { densityPerUnit } from './current.ts';
import { DEFAULT_MODEL, experimentSchema } from './schema.ts';
import { chosenStep } from './step.ts';
import { MOST_ARRIVALS } from './stimuli/synapses.ts';
import { MOST_STEPS, stepsOf } from './stimuli/waveform.ts';
import {
  givenUnit,
  partsOf,
  type Stimulus,
  stimulusNumbers,
  stimulusSchema,
  stimulusUnit,
  withNumber,
} from './stimulus.ts';

/** Neurons are numbered in 32 bits; steps are counted in 32 bits, and their differences have a sign. */
const MAX_CELLS = 0xffffffff;
const MAX_STEPS = 0x7fffffff;
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
  const parameters = completeParameters(membrane, parsed.data.parameters);
  const { bands, integrator = DEFAULT_INTEGRATOR } = parsed.data;
  const given = {
    ...parsed.data,
    model: membrane,
    parameters,
    integrator,
    ...(bands && commonMethod(bands)),
  };
  const columns = checkedColumns(membrane, given);
  for (const { stimulus } of partsOf(given.stimulus)) densityPerUnit(membrane, givenUnit(stimulus));
  checkStimuli(given, columns);
  const experiment: Experiment = { ...given, dt: given.dt ?? chosenStep(membrane, given, columns) };
  checkTimes(experiment);
  for (const { dt } of bands ?? []) timesIn(dt, experiment.dt);
  for (const band of bandsOf(experiment)) {
    checkTimes(band);
    checkArrivals(band, columns);
    checkWaveforms(band);
    checkRecording(band);
  }
  checkTraces(experiment);
  return experiment;
}

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

/** An experiment as people write it: a shipped membrane by its name, any other whole, so that it can be run anywhere. */
export function documentOf(experiment: Experiment): ExperimentInput {
  const { model, dt, integrator, ...others } = experiment;
  const method = others.accuracy === undefined && !others.bands ? { dt, integrator } : {};
  return { model: isShipped(model) ? model.name : model, ...others, ...method };
}

/** Methods come from dt and integrator, from an accuracy, or from bands. */
function checkMethod({ accuracy, dt, integrator, bands }: z.output<typeof experimentSchema>): void {
  const said = (values: object) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} = ${value}`)
      .join(' and ');
  const [method, besides] = [said({ dt, integrator }), said({ dt, integrator, accuracy })];
  if (bands && besides)
    throw new InputError(`bands have a dt and an integrator each: leave out ${besides}, or the bands`);
  if (accuracy !== undefined && method)
    throw new InputError(
      `accuracy = ${accuracy} % chooses dt and integrator: leave out ${method}, or the accuracy`,
    );
}

/** Every number of an experiment that can be varied, by its path, with its present value. */
export function variableNumbers(
  experiment: Pick<Experiment, 'stimulus' | 'parameters'>,
): Record<string, number> {
  const numbers = stimulusNumbers(experiment.stimulus);
  for (const [name, value] of Object.entries(experiment.parameters)) numbers[`parameters.${name}`] = value;
  return numbers;
}

/** The unit of a number that can be varied, by its path. */
export function unitOf(
  { model, stimulus }: { readonly model: string | MembraneInput; readonly stimulus: Stimulus },
  path: string,
): string {
  const [scope, name] = path.split('.') as [string, string];
  if (scope === 'parameters') return membraneOf(model).parameters[name]!.unit;
  return stimulusUnit(path, stimulus);
}

function completeParameters(membrane: Membrane, given: Record<string, number>): Record<string, number> {
  const known = Object.keys(membrane.parameters);
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) {
      throw new InputError(
        `unknown parameter "${shown(name)}" of model "${membrane.name}"${suggestion(name, known)}`,
        { path: ['parameters', name] },
      );
    }
    checkParameter(membrane, name, value, ['parameters', name]);
  }
  return Object.fromEntries(known.map((name) => [name, given[name] ?? membrane.parameters[name]!.value]));
}

function checkParameter(membrane: Membrane, name: string, value: number, path: readonly string[]): void {
  const { range, unit } = membrane.parameters[name]!;
  if (value < range[0] || value > range[1]) {
    throw new InputError(
      `${path.join('.')} = ${inUnit(value, unit)} is out of range: it must be ${inUnit(range.join(' to '), unit)}`,
      { path },
    );
  }
}

/** The columns of a population, of quantities that can be varied and in their ranges. */
function checkedColumns(membrane: Membrane, experiment: Omit<Experiment, 'dt'>): readonly Column[] {
  const { sweep, sample } = experiment;
  const { x, y } = sweep;
  const known = Object.keys(variableNumbers(experiment));
  const varied = [
    ...Object.entries({ x, y }).flatMap(([side, axis]) => (axis ? [[`sweep.${side}.vary`, axis.vary]] : [])),
    ...Object.keys(sample?.vary ?? {}).map((path) => ['sample.vary', path]),
  ] as [where: string, path: string][];
  for (const [where, path] of varied) {
    if (known.includes(path)) continue;
    throw new InputError(
      `${where} = "${shown(path)}" is nothing that can be varied${suggestion(path, known)}`,
    );
  }
  if (x && y && x.vary === y.vary) {
    throw new InputError(`sweep.x and sweep.y both vary "${x.vary}"; vary another quantity on one of them`);
  }
  const population = populationOf(experiment);
  const cells = populationSize(population);
  if (cells > MAX_CELLS) {
    throw new InputError(
      `sweep: ${cells} neurons are too many to number; the product of the counts must be at most ${MAX_CELLS}`,
    );
  }
  return columnsOf(population, (path) => validRange(membrane, path));
}

/** The valid values of a number by its path, and their unit, where they are bounded. */
export function validRange(membrane: Membrane, path: string) {
  const [scope, name] = path.split('.') as [string, string];
  if (scope !== 'parameters') return undefined;
  const { range, unit } = membrane.parameters[name]!;
  return [...range, unit] as const;
}

/** Varied numbers of a stimulus that are checked in all combinations of their extremes. */
const MOST_COMBINED = 6;

/** Every condition on a stimulus is monotonic in each number, so it holds everywhere if it holds at the extremes. */
function checkStimuli({ stimulus }: Pick<Experiment, 'stimulus'>, columns: readonly Column[]): void {
  const varied = columns.filter(({ path }) => path.startsWith('stimulus.'));
  let corners = [stimulus];
  for (const [i, { path, extremes }] of varied.entries()) {
    const further = extremes.flatMap((value) =>
      (i < MOST_COMBINED ? corners : [stimulus]).map((corner) => withNumber(corner, path, value)),
    );
    corners = i < MOST_COMBINED ? further : [...corners, ...further];
  }
  for (const corner of corners) {
    const parsed = stimulusSchema.safeParse(corner, { reportInput: true });
    if (!parsed.success) throw faultOf(parsed.error).within('stimulus: ', 'stimulus');
  }
}

function checkTimes({ duration, dt, measure, record }: Experiment): void {
  const steps = Math.round(duration / dt);
  if (steps < 1)
    throw new InputError(`duration = ${duration} ms is shorter than one step; use at least dt = ${dt} ms`, {
      path: ['duration'],
    });
  if (steps > MAX_STEPS) {
    throw new InputError(
      `duration = ${duration} ms is ${steps} steps of ${dt} ms; at most ${MAX_STEPS} can be counted`,
      { path: ['duration'] },
    );
  }
  if (Math.round(measure.from / dt) >= steps) {
    throw new InputError(
      `measure.from = ${measure.from} ms leaves nothing to measure; it must be less than duration = ${duration} ms by at least one step of ${dt} ms`,
      { path: ['measure', 'from'] },
    );
  }
  if (record.traces) stepsPerSample(record.traces.every, dt);
}

/** @throws InputError if more arrive at synapses in a step than are counted */
function checkArrivals({ stimulus, dt }: Experiment, columns: readonly Column[]): void {
  const extremes = extremesIn(columns);
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    if (one.kind !== 'synapses' || one.rate === undefined) continue;
    const most = (name: 'rate' | 'count') => extremes(`${prefix}.${name}`)?.[1] ?? one[name]!;
    const arrivals = (most('rate') * most('count') * dt) / 1000;
    if (arrivals <= MOST_ARRIVALS) continue;
    throw new InputError(
      `${prefix}: ${most('rate')} Hz at ${most('count')} synapses are ${Number(arrivals.toPrecision(3))} arrivals in a step of ${dt} ms; ` +
        `at most ${MOST_ARRIVALS} can be counted: use fewer, a smaller dt, or an "ou" current in their place`,
    );
  }
}

/** @throws InputError if a waveform lasts for too many steps */
function checkWaveforms({ stimulus, dt }: Experiment): void {
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    if (one.kind !== 'waveform' || stepsOf(one, dt) <= MOST_STEPS) continue;
    throw new InputError(
      `${prefix}: the waveform lasts ${stepsOf(one, dt)} steps of ${dt} ms; it may last ${MOST_STEPS}: give fewer samples, or a larger dt`,
    );
  }
}

/** @throws InputError if a recording lasts longer than the run that it is compared with */
function checkRecording({ statistics = [], duration, dt }: Experiment): void {
  for (const one of statistics) {
    if (typeof one === 'string' || !('distance' in one)) continue;
    const last = one.distance.times.at(-1)!;
    if (last > duration + dt / 2)
      throw new InputError(
        `distance: the recording lasts ${last} ms, but the run duration = ${duration} ms; run for longer, or give less of it`,
      );
    if (last / dt <= MOST_STEPS) continue;
    throw new InputError(
      `distance: the recording lasts ${Math.ceil(last / dt)} steps of ${dt} ms; it may last ${MOST_STEPS}: give less of it, or a larger dt`,
    );
  }
}

function checkTraces(experiment: Experiment): void {
  const { record } = experiment;
  const cells = populationSize(populationOf(experiment));
  const traced = record.traces?.cells ?? [];
  const twice = repeated(traced);
  if (twice !== undefined) {
    throw new InputError(`record.traces.cells: neuron ${twice} is there twice; name each neuron once`);
  }
  const missing = traced.find((cell) => cell >= cells);
  if (missing !== undefined) {
    throw new InputError(
      `record.traces.cells: there is no neuron ${missing}; the population has 0 to ${cells - 1}`,
    );
  }
}

/**
 * Steps between two samples that are `every` ms apart.
 * @throws InputError if that is not a whole number
 */
export function stepsPerSample(every: number, dt: number): number {
  const steps = Math.round(every / dt);
  if (steps < 1 || Math.abs(every / dt - steps) > 1e-6 * steps) {
    const nearest = Math.max(1, steps) * dt;
    throw new InputError(
      `record.traces.every = ${every} ms is not a whole number of steps of ${dt} ms; the nearest is ${Number(nearest.toPrecision(9))}`,
    );
  }
  return steps;
}
