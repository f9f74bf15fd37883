import { Numbers } from '../../engine/numbers.ts';
import { ReferenceSimulation } from '../../engine/reference/simulation.ts';
import { runExperiment } from '../../engine/run.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { add, call, divide, elapsed, number, subtract, symbol, tableName } from '../../formula/expr.ts';
import { suggestion } from '../../input/nearest.ts';
import { repeated } from '../../input/repeated.ts';
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

/** A statistic that V is compared by, and how much it counts; 1 where nothing is said. */
export interface Feature {
  readonly name: string;
  readonly weight?: number | undefined;
}

/** The same of a recording. */
export interface MeasuredFeature {
  readonly name: string;
  readonly weight: number;
  readonly value: number;
}

/** @throws InputError if something is no statistic */
export function checkFeatures(features: readonly Feature[]): void {
  const names = features.map(({ name }) => name);
  const unknown = names.find((name) => !namedStatistics.has(name));
  const twice = repeated(names);
  if (unknown !== undefined)
    throw new InputError(
      `features: "${shown(unknown)}" is no statistic${suggestion(unknown, [...namedStatistics.keys()])}`,
    );
  if (twice !== undefined) throw new InputError(`features: ${twice} is named twice; name it once`);
  if (names.length === 0) throw new InputError('features: none is named; name a statistic, such as latency');
}

/**
 * The features of a recording that it has. A system whose potential is the recording goes through the steps of the neurons that are
 * compared with it, so that all are measured by the same formulas.
 * @param problem of the neurons
 * @throws InputError if it has none of them
 */
export async function featuresOf(
  trace: OwnTrace,
  features: readonly Feature[],
  problem: Problem,
): Promise<readonly MeasuredFeature[]> {
  const simulation = await ReferenceSimulation.create(recordedProblem(trace, problem));
  await runExperiment(simulation);
  const measured = await Promise.all(
    features.map(async ({ name, weight = 1 }) => ({
      name,
      weight,
      value: (await simulation.statistic(name))[0]!,
    })),
  );
  const found = measured.filter(({ value }) => !Number.isNaN(value));
  if (found.length > 0) return found;
  const names = features.map(({ name }) => name).join(', ');
  throw new InputError(`features: ${trace.name} has none of ${names}; name others`);
}

/**
 * How far neurons are from the features of a recording: the root of the mean square of the differences, by their weights, each by how much the
 * feature differs between the first neurons that are compared (1.4826 times the median distance from their median: D. Prangle, Bayesian Anal.
 * 12 (2017) 289-309). A neuron without a feature that the recording has is infinitely far.
 */
export function featureDistance(
  features: readonly MeasuredFeature[],
): (simulation: Simulation) => Promise<Float64Array> {
  const whole = features.reduce((sum, { weight }) => sum + weight, 0);
  let scales: readonly number[] | undefined;
  return async (simulation) => {
    const measured = await Promise.all(features.map(({ name }) => simulation.statistic(name)));
    scales ??= measured.map(spreadOf);
    const fixed = scales;
    const square = (cell: number) =>
      features.reduce(
        (sum, { value, weight }, i) => sum + weight * ((measured[i]![cell]! - value) / fixed[i]!) ** 2,
        0,
      );
    return Float64Array.from({ length: simulation.cells }, (_, cell) => Math.sqrt(square(cell) / whole));
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
