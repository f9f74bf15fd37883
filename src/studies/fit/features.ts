import { Numbers } from '../../engine/numbers.ts';
import { ReferenceSimulation } from '../../engine/reference/simulation.ts';
import { runExperiment } from '../../engine/run.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { add, call, divide, elapsed, number, subtract, symbol, tableName } from '../../formula/expr.ts';
import { suggestion } from '../../input/nearest.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { integrators } from '../../integrators/catalogue.ts';
import type { Problem } from '../../problem/problem.ts';
import { namedStatistics } from '../../statistics/catalogue.ts';
import { fractionOf, STEP, type System, stepOf } from '../../system/system.ts';
import type { OwnTrace } from './own-trace.ts';

// What a recording is like, by the statistics that neurons are measured with.

/** Features that say where spikes are and how far V goes, and that noise of a few mV changes little. */
export const usualFeatures = ['spikes', 'latency', 'isi_mean', 'peak', 'trough', 'mean_V'] as const;

/** A feature of a recording. */
export interface Feature {
  readonly name: string;
  readonly value: number;
}

/** @throws InputError if something is no statistic */
export function checkFeatures(names: readonly string[]): void {
  const unknown = names.find((name) => !namedStatistics.has(name));
  if (unknown === undefined && names.length > 0) return;
  throw new InputError(
    unknown === undefined
      ? 'features: none is named; name a statistic, such as latency'
      : `features: "${shown(unknown)}" is no statistic${suggestion(unknown, [...namedStatistics.keys()])}`,
  );
}

/**
 * The features of a recording that it has. A system whose potential is the recording goes through the steps of the neurons that are
 * compared with it, so that all are measured by the same formulas.
 * @param problem of the neurons
 */
export async function featuresOf(
  trace: OwnTrace,
  names: readonly string[],
  problem: Problem,
): Promise<readonly Feature[]> {
  const simulation = await ReferenceSimulation.create(recordedProblem(trace, problem));
  await runExperiment(simulation);
  const values = await Promise.all(names.map(async (name) => (await simulation.statistic(name))[0]!));
  const features = names
    .map((name, i) => ({ name, value: values[i]! }))
    .filter(({ value }) => !Number.isNaN(value));
  if (features.length > 0) return features;
  throw new InputError(`features: ${trace.name} has none of ${names.join(', ')}; name others`);
}

/**
 * How far neurons are from the features of a recording: the root of the mean square of the differences, each by how much the feature differs
 * between the first neurons that are compared (1.4826 times the median distance from their median: D. Prangle, Bayesian Anal. 12
 * (2017) 289-309). A neuron without a feature that the recording has is infinitely far.
 */
export function featureDistance(
  features: readonly Feature[],
): (simulation: Simulation) => Promise<Float64Array> {
  let scales: readonly number[] | undefined;
  return async (simulation) => {
    const measured = await Promise.all(features.map(({ name }) => simulation.statistic(name)));
    scales ??= measured.map(spreadOf);
    const fixed = scales;
    const square = (cell: number) =>
      features.reduce((sum, { value }, i) => sum + ((measured[i]![cell]! - value) / fixed[i]!) ** 2, 0);
    return Float64Array.from({ length: simulation.cells }, (_, cell) =>
      Math.sqrt(square(cell) / features.length),
    );
  };
}

/** 1 where most are the same. */
function spreadOf(values: Float64Array): number {
  const middle = medianOf(values);
  const spread = 1.4826 * medianOf(values.map((value) => Math.abs(value - middle)));
  return spread > 0 ? spread : 1;
}

function medianOf(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function recordedProblem(trace: OwnTrace, problem: Problem): Problem {
  const { dt, steps } = problem;
  const potentials = atSteps(trace, dt, steps);
  const numbers = new Numbers(problem);
  const onset = dt * (numbers.value('onset.step') + numbers.value('onset.fraction'));
  return {
    ...problem,
    system: recordedSystem(potentials, dt, onset),
    integrator: integrators.euler,
    population: { first: 0, count: 1, columns: [] },
    initial: { potential: potentials[0]! },
  };
}

/** A system without rest of its own, whose V goes from one of some potentials to the next with every step. @param onset of the stimulus, ms */
function recordedSystem(potentials: Float64Array, dt: number, onset: number): System {
  const table = tableName('recorded');
  const start = { name: 'recording', at: number(0) };
  const place = subtract(elapsed(symbol(STEP), symbol(stepOf(start))), symbol(fractionOf(start)));
  const at = (after: number) => call('lookup', symbol(table), add(place, number(after)));
  return {
    name: 'recording',
    potential: 'V',
    states: [
      {
        name: 'V',
        unit: 'mV',
        description: 'Recorded potential',
        range: [-150, 150],
        slope: symbol('change'),
      },
    ],
    algebraic: [],
    observables: [],
    inputs: [
      {
        name: 'change',
        unit: 'mV/ms',
        formula: divide(subtract(at(1), at(0)), number(dt)),
        jumps: number(0),
        onset: number(onset),
      },
    ],
    processes: [],
    numbers: [],
    derived: [],
    times: [start, { name: 'onset', at: number(onset) }],
    tables: new Map([[table, potentials]]),
  };
}

/** A recording at the beginning and at the end of every step, on straight lines between samples, and as at its ends beyond them. */
function atSteps({ times, values }: OwnTrace, dt: number, steps: number): Float64Array {
  let next = 0;
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const time = step * dt;
    while (next < times.length && times[next]! < time) next++;
    if (next === 0 || next === times.length) return values[Math.min(next, times.length - 1)]!;
    const [from, to] = [times[next - 1]!, times[next]!];
    return values[next - 1]! + ((values[next]! - values[next - 1]!) * (time - from)) / (to - from);
  });
}
