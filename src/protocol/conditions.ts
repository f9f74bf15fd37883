import type { z } from 'zod';
import { suggestion } from '../input/nearest.ts';
import { repeated } from '../input/repeated.ts';
import { faultOf, InputError } from '../input/schema.ts';
import { inUnit, shown } from '../input/shown.ts';
import type { Membrane } from '../model/membrane.ts';
import { type Column, extremesIn } from '../population/column.ts';
import { populationOf, populationSize } from '../population/columns.ts';
import { densityPerUnit } from './current.ts';
import type { Experiment } from './experiment.ts';
import type { experimentSchema } from './schema.ts';
import { MOST_ARRIVALS } from './stimuli/synapses.ts';
import { MOST_AT_ONCE, MOST_STEPS_OF_TRAINS, sizesOf } from './stimuli/train.ts';
import { MOST_STEPS, stepsOf } from './stimuli/waveform.ts';
import { givenUnit, partsOf, stimulusSchema, withNumber } from './stimulus.ts';

// What must hold between the numbers of an experiment, beyond what its schema says of each. All of it throws an InputError.

/** Neurons are numbered in 32 bits; steps are counted in 32 bits, and their differences have a sign. */
const MAX_CELLS = 0xffffffff;
const MAX_STEPS = 0x7fffffff;

/** Methods come from dt and integrator, from an accuracy, or from bands. */
export function checkMethod({ accuracy, dt, integrator, bands }: z.output<typeof experimentSchema>): void {
  const [method, besides] = [said({ dt, integrator }), said({ dt, integrator, accuracy })];
  if (bands && besides)
    throw new InputError(`bands have a dt and an integrator each: leave out ${besides}, or the bands`);
  if (accuracy !== undefined && method)
    throw new InputError(
      `accuracy = ${accuracy} % chooses dt and integrator: leave out ${method}, or the accuracy`,
    );
}

/** Those of several values that are given, such as `dt = 0.01 and integrator = rk4`. */
const said = (values: object) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} = ${value}`)
    .join(' and ');

/** Parameters that are given are those of the membrane, and in their ranges. */
export function checkParameters(membrane: Membrane, given: Experiment['parameters']): void {
  const known = Object.keys(membrane.parameters);
  for (const [name, value] of Object.entries(given)) {
    const path = ['parameters', name];
    if (!known.includes(name)) {
      throw new InputError(
        `unknown parameter "${shown(name)}" of model "${membrane.name}"${suggestion(name, known)}`,
        { path },
      );
    }
    const { range, unit } = membrane.parameters[name]!;
    if (value >= range[0] && value <= range[1]) continue;
    throw new InputError(
      `${path.join('.')} = ${inUnit(value, unit)} is out of range: it must be ${inUnit(range.join(' to '), unit)}`,
      { path },
    );
  }
}

/**
 * What varies is there, and each once.
 * @param known paths of the numbers that can be varied
 */
export function checkVaried(
  { sweep: { x, y }, sample }: Pick<Experiment, 'sweep' | 'sample'>,
  known: readonly string[],
): void {
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
}

/** Neurons can be numbered. */
export function checkSize(
  experiment: Pick<Experiment, 'sweep' | 'sample' | 'seed' | 'trials' | 'bands'>,
): void {
  const cells = populationSize(populationOf(experiment));
  if (cells <= MAX_CELLS) return;
  throw new InputError(
    `sweep: ${cells} neurons are too many to number; the product of the counts must be at most ${MAX_CELLS}`,
  );
}

/** Varied numbers of a stimulus that are checked in all combinations of their extremes. */
const MOST_COMBINED = 6;

/** Every condition on a stimulus is monotonic in each number, so it holds everywhere if it holds at the extremes. */
export function checkStimuli(
  membrane: Membrane,
  { stimulus }: Pick<Experiment, 'stimulus'>,
  columns: readonly Column[],
): void {
  for (const part of partsOf(stimulus)) densityPerUnit(membrane, givenUnit(part.stimulus));
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

/** A run has steps, as many as can be counted, and its measurement and its samples fall on some of them. */
export function checkTimes({ duration, dt, measure, record }: Experiment): void {
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

/** What the steps of a run, or of a band of it, must have room for. */
export function checkSteps(experiment: Experiment, columns: readonly Column[]): void {
  checkTimes(experiment);
  checkTurns(experiment, columns);
  checkArrivals(experiment, columns);
  checkTrains(experiment, columns);
  checkWaveforms(experiment);
  checkRecording(experiment);
}

/** Numbers of stimuli that are frequencies, Hz. */
const frequencies: Readonly<Record<string, readonly string[]>> = {
  sine: ['frequency'],
  chirp: ['from', 'to'],
};

/** No oscillation is so fast that its values in each step are those of a slower one. */
function checkTurns({ stimulus, dt }: Experiment, columns: readonly Column[]): void {
  const extremes = extremesIn(columns);
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    for (const name of frequencies[one.kind] ?? []) {
      const path = `${prefix}.${name}`;
      const most = extremes(path)?.[1] ?? (one as unknown as Record<string, number>)[name]!;
      const turns = (most * dt) / 1000;
      if (turns <= 0.5) continue;
      throw new InputError(
        `${path} = ${most} Hz is ${Number(turns.toPrecision(3))} turns in a step of ${dt} ms, and would be taken for another frequency; at most half a turn can be: use a smaller dt, or at most ${Number((500 / dt).toPrecision(6))} Hz`,
      );
    }
  }
}

/** No more arrive at synapses in a step than are counted. */
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

/** No train lasts for too many steps, and not too many of its pulses are on at once. */
function checkTrains({ stimulus, dt }: Experiment, columns: readonly Column[]): void {
  const extremes = extremesIn(columns);
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    if (one.kind !== 'train') continue;
    const of = (name: 'period' | 'width') => extremes(`${prefix}.${name}`) ?? [one[name], one[name]];
    const [shortest, longest] = of('period');
    const steps = Math.ceil((one.count * longest) / dt);
    if (steps > MOST_STEPS_OF_TRAINS)
      throw new InputError(
        `${prefix}: ${one.count} pulses, each ${longest} ms after the last, take ${steps} steps of ${dt} ms; they may take ${MOST_STEPS_OF_TRAINS}: give fewer pulses, or a larger dt`,
      );
    const { atOnce } = sizesOf({ dt, extremes: (name) => of(name as 'period' | 'width') });
    if (Math.min(atOnce, one.count) > MOST_AT_ONCE)
      throw new InputError(
        `${prefix}: of pulses of ${of('width')[1]} ms every ${shortest} ms up to ${atOnce} are on in a step of ${dt} ms; at most ${MOST_AT_ONCE} may be: give shorter ones, a longer period, or a constant current`,
      );
  }
}

/** No waveform lasts for too many steps. */
function checkWaveforms({ stimulus, dt }: Experiment): void {
  for (const { prefix, stimulus: one } of partsOf(stimulus)) {
    if (one.kind !== 'waveform' || stepsOf(one, dt) <= MOST_STEPS) continue;
    throw new InputError(
      `${prefix}: the waveform lasts ${stepsOf(one, dt)} steps of ${dt} ms; it may last ${MOST_STEPS}: give fewer samples, or a larger dt`,
    );
  }
}

/** No recording lasts longer than the run that it is compared with. */
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

/** Neurons whose traces are recorded are there, and each once. */
export function checkTraces(experiment: Experiment): void {
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
