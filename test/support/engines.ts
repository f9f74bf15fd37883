import { hasReference } from '#gpu';
import { inBands } from '../../src/engine/bands.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import type { Measures, Simulation, Spikes, Traces } from '../../src/engine/simulation.ts';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { gpuTest } from './gpu.ts';
import { type Given, problemOf } from './problems.ts';

/** The engines, by the names that adapters have for them. */
export const engineNames = ['reference', 'cpu-f64', 'cpu', 'webgpu'] as const;
export type EngineName = (typeof engineNames)[number];

export interface CreateOptions {
  /** Bytes that the population may take. */
  readonly memory?: number;
  /** Ends the search for initial states. */
  readonly signal?: AbortSignal;
}

/** Makes a simulation on the engine under test. */
export type Create = (given: Given, options?: CreateOptions) => Promise<Simulation>;

/** Every engine, with what makes a simulation on it. */
export const engines: Readonly<Record<EngineName, (device: GPUDevice) => Create>> = {
  reference: () => making(ReferenceSimulation.create),
  'cpu-f64': () =>
    making((problem, options) => CpuSimulation.create(problem, { digits: 'float64', ...options })),
  cpu: () => making(CpuSimulation.create),
  webgpu: (device) => making((problem, options) => WebGPUSimulation.create(device, problem, options)),
};

/** @param create makes what advances a problem without bands */
const making =
  (create: (problem: Problem, options?: CreateOptions) => Promise<Simulation>): Create =>
  (given, options) =>
    inBands(problemOf(given), (problem) => create(problem, options));

/** Of the hosts only WebGPU makes another engine: closures and vectors run in V8 in all of them. */
const here = hasReference ? engineNames : engineNames.filter((name) => name === 'webgpu');

/** One test body over every engine. */
export function eachEngine(title: string, body: (create: Create, engine: EngineName) => Promise<void>): void {
  for (const name of here) {
    gpuTest(`${name}: ${title}`, ({ device }) => body(engines[name](device), name));
  }
}

/** Everything that a run hands over. */
export interface Outcome {
  readonly measures: Measures;
  /** Event times of each neuron, ms. */
  readonly spikes: readonly (readonly number[])[];
  readonly lost: number;
  /** All samples in one piece; how a run cuts them depends on how fast it is. */
  readonly traces: Traces;
}

/** Runs a simulation's whole experiment and keeps what comes. */
export async function runWhole(simulation: Simulation): Promise<Outcome> {
  const { first } = simulation.problem.population;
  const spikes = Array.from({ length: simulation.cells }, (): number[] => []);
  const parts: Traces[] = [];
  let lost = 0;
  const measures = await runExperiment(simulation, {
    onSpikes: (taken) => {
      lost += taken.lost;
      for (const [i, cell] of taken.cell.entries()) spikes[cell - first]!.push(taken.time[i]!);
    },
    onTraces: (taken) => {
      parts.push(taken);
    },
  });
  return { measures, spikes, lost, traces: join(parts) };
}

function join(parts: readonly Traces[]): Traces {
  const values = Object.keys(parts[0]?.values ?? {}).map(
    (name) => [name, Float64Array.from(parts.flatMap((part) => [...part.values[name]!]))] as const,
  );
  return {
    cells: parts[0]?.cells ?? [],
    time: Float64Array.from(parts.flatMap(({ time }) => [...time])),
    values: Object.fromEntries(values),
  };
}

/** Event times of each of some neurons, ms. */
export function spikesByCell({ cell, time }: Pick<Spikes, 'cell' | 'time'>, cells: number): number[][] {
  const spikes = Array.from({ length: cells }, (): number[] => []);
  for (const [i, neuron] of cell.entries()) spikes[neuron]!.push(time[i]!);
  return spikes;
}

/** Largest difference of two lists of numbers of the same length; NaN agrees with NaN. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers cannot be compared with ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (Number.isNaN(x) && Number.isNaN(y)) continue;
    const difference = Math.abs(x - y);
    // A number against NaN is an infinite difference.
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return largest;
}

/** Every event since the last call, whatever `complete` says: that depends on how steps are grouped. */
export async function takeEvents(simulation: Simulation) {
  const { cell, time, lost } = await simulation.takeSpikes();
  return { cell, time, lost };
}

/** Every state variable of all neurons. */
export async function readAll(simulation: Simulation): Promise<Record<string, number[]>> {
  const all: Record<string, number[]> = {};
  for (const name of simulation.variables) all[name] = [...(await simulation.read(name))];
  return all;
}
