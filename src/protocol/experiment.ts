import { z } from 'zod';
import { suggestion } from '../input/nearest.ts';
import { closed, describeIssues, finite, InputError, nonNegative, positive } from '../input/schema.ts';
import { membranes } from '../model/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import { populationSize } from '../population/columns.ts';
import { axisExtremes, sweepSchema } from '../population/sweep.ts';
import { stimulusNumbers, stimulusSchema, withNumber } from './stimulus.ts';

/** The integrators that an experiment can name. */
export const integratorNames = ['euler', 'exponential', 'strang', 'strang-richardson', 'rk4'] as const;

/** Neurons are numbered, and steps counted, in 32 bits. */
const MAX_CELLS = 0xffffffff;
const MAX_STEPS = 0xffffffff;

const eventsSchema = z
  .discriminatedUnion('kind', [
    closed({
      kind: z.literal('prominence'),
      height: positive.max(1000).default(20).describe('Least rise before and fall after the peak, mV'),
    }),
    closed({ kind: z.literal('threshold'), level: finite.min(-1000).max(1000).default(0).describe('mV') }),
  ])
  .default({ kind: 'prominence', height: 20 });

const recordSchema = closed({
  spikes: z.boolean().default(false).describe('Record the time of every event of every neuron'),
  traces: closed({
    cells: z.array(z.int().min(0)).min(1).max(4096).describe('Neurons to sample, by index'),
    every: positive.default(0.1).describe('Sampling interval, a whole number of steps, ms'),
  }).optional(),
});

const experimentSchema = closed({
  model: z.string().default('hodgkin-huxley'),
  parameters: z.record(z.string(), finite).default({}),
  stimulus: stimulusSchema.default({ kind: 'constant', amplitude: 10 }),
  sweep: sweepSchema.default({}),
  initial: z
    .union([z.literal('rest'), closed({ V: finite.min(-200).max(200) })], {
      error: 'it must be "rest" or {"V": mV} with V from -200 to 200',
    })
    .default('rest'),
  duration: positive.default(500).describe('Simulated time, ms'),
  dt: positive.max(1).default(0.05).describe('Step, ms'),
  integrator: z.enum(integratorNames).default('strang'),
  measure: closed({ from: nonNegative.default(0).describe('Start of the measuring window, ms') }).default({
    from: 0,
  }),
  events: eventsSchema,
  record: recordSchema.default({ spikes: false }),
  seed: z.int().min(0).max(0xffffffff).default(1).describe('Seed of all random numbers'),
});

/** An experiment as people write it: everything has a default. */
export type ExperimentInput = z.input<typeof experimentSchema>;
/** A complete, checked experiment. Times in ms, potentials in mV, current densities in uA/cm2. */
export type Experiment = z.output<typeof experimentSchema>;
export type Events = Experiment['events'];

/**
 * Checks a document and fills in its defaults, the model's parameters included.
 * @throws InputError with one line that names each wrong value, what is valid and the remedy
 */
export function parseExperiment(document: unknown): Experiment {
  const parsed = experimentSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) throw new InputError(describeIssues(parsed.error));
  const membrane = membraneOf(parsed.data.model);
  const experiment = { ...parsed.data, parameters: completeParameters(membrane, parsed.data.parameters) };
  checkSweep(membrane, experiment);
  checkStimuli(experiment);
  checkTimes(experiment);
  checkTraces(experiment);
  return experiment;
}

/** @throws InputError if there is no membrane of that name */
export function membraneOf(model: string): Membrane {
  const membrane = Object.hasOwn(membranes, model) ? membranes[model] : undefined;
  if (!membrane) throw new InputError(`unknown model "${model}"${suggestion(model, Object.keys(membranes))}`);
  return membrane;
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
export function unitOf(experiment: Pick<Experiment, 'model'>, path: string): string {
  const [scope, name] = path.split('.') as [string, string];
  if (scope === 'parameters') return membraneOf(experiment.model).parameters[name]!.unit;
  return ['amplitude', 'from', 'to'].includes(name) ? 'uA/cm2' : 'ms';
}

function completeParameters(membrane: Membrane, given: Record<string, number>): Record<string, number> {
  const known = Object.keys(membrane.parameters);
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) {
      throw new InputError(
        `unknown parameter "${name}" of model "${membrane.name}"${suggestion(name, known)}`,
      );
    }
    checkParameter(membrane, name, value, `parameters.${name}`);
  }
  return Object.fromEntries(known.map((name) => [name, given[name] ?? membrane.parameters[name]!.value]));
}

function checkParameter(membrane: Membrane, name: string, value: number, where: string): void {
  const { range, unit } = membrane.parameters[name]!;
  if (value < range[0] || value > range[1]) {
    throw new InputError(
      `${where} = ${value} ${unit} is out of range: it must be ${range[0]} to ${range[1]} ${unit}`,
    );
  }
}

function checkSweep(membrane: Membrane, experiment: Experiment): void {
  const { x, y } = experiment.sweep;
  const known = Object.keys(variableNumbers(experiment));
  for (const [side, axis] of Object.entries({ x, y })) {
    if (!axis) continue;
    if (!known.includes(axis.vary)) {
      throw new InputError(
        `sweep.${side}.vary = "${axis.vary}" is nothing that can be varied${suggestion(axis.vary, known)}`,
      );
    }
    const [scope, name] = axis.vary.split('.') as [string, string];
    if (scope !== 'parameters') continue;
    for (const value of axisExtremes(axis))
      checkParameter(membrane, name, value, `sweep.${side} (${axis.vary})`);
  }
  if (x && y && x.vary === y.vary) {
    throw new InputError(`sweep.x and sweep.y both vary "${x.vary}"; vary another quantity on one of them`);
  }
  const cells = populationSize(experiment.sweep);
  if (cells > MAX_CELLS) {
    throw new InputError(
      `sweep: ${cells} neurons are too many to number; the product of the counts must be at most ${MAX_CELLS}`,
    );
  }
}

/** Every condition on a stimulus is monotonic in each number, so it holds everywhere if it holds at the extremes. */
function checkStimuli(experiment: Experiment): void {
  const { x, y } = experiment.sweep;
  for (const xValue of x ? axisExtremes(x) : [undefined]) {
    for (const yValue of y ? axisExtremes(y) : [undefined]) {
      let { stimulus } = experiment;
      if (x && xValue !== undefined) stimulus = withNumber(stimulus, x.vary, xValue);
      if (y && yValue !== undefined) stimulus = withNumber(stimulus, y.vary, yValue);
      const parsed = stimulusSchema.safeParse(stimulus, { reportInput: true });
      if (!parsed.success) throw new InputError(`stimulus: ${describeIssues(parsed.error)}`);
    }
  }
}

function checkTimes({ duration, dt, measure, record }: Experiment): void {
  const steps = Math.round(duration / dt);
  if (steps < 1)
    throw new InputError(`duration = ${duration} ms is shorter than one step; use at least dt = ${dt} ms`);
  if (steps > MAX_STEPS) {
    throw new InputError(
      `duration = ${duration} ms is ${steps} steps of ${dt} ms; at most ${MAX_STEPS} can be counted`,
    );
  }
  if (measure.from >= duration) {
    throw new InputError(
      `measure.from = ${measure.from} ms leaves nothing to measure; it must be less than duration = ${duration} ms`,
    );
  }
  if (record.traces) stepsPerSample(record.traces.every, dt);
}

function checkTraces({ sweep, record }: Experiment): void {
  const cells = populationSize(sweep);
  const traced = record.traces?.cells ?? [];
  const twice = traced.find((cell, i) => traced.indexOf(cell) < i);
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
