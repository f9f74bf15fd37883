import { cpus } from 'node:os';
import { inBands } from '../engine/bands.ts';
import { type CpuOptions, CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Threads } from '../engine/cpu/threads.ts';
import type { Resumable } from '../engine/resumable.ts';
import { SideBySide } from '../engine/side-by-side.ts';
import { reasonFor } from '../engine/speed.ts';
import { type Acquired, NoAdapterError, whileItLasts } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import { InputError } from '../input/schema.ts';
import { neuronSteps } from '../problem/bands.ts';
import type { Problem } from '../problem/problem.ts';
import { nodeThreads } from '../threads/node.ts';
import { withDevice, withDevices } from './adapters.ts';
import { speeds } from './calibration.ts';
import { say } from './fail.ts';

export const backends = ['auto', 'webgpu', 'cpu', 'cpu-f64'] as const;
export type Backend = (typeof backends)[number];

/** Where a problem is advanced. */
export interface Place {
  /** The engine; `auto` takes the one that is faster here. */
  readonly backend: Backend;
  /** Threads of the CPU; as many as cores by default. */
  readonly threads?: number | undefined;
  /** Parts of the names of the adapters that advance a part of the population each, side by side; the fastest one by default. */
  readonly adapter?: readonly string[] | undefined;
}

type Use<Result> = (simulation: Resumable) => Promise<Result>;

/** What `auto` has chosen, for one problem after another: it is said again only if it is another engine. */
export interface Choice {
  engine?: 'cpu' | 'webgpu';
  /** Neuron-steps of the largest problem that it was chosen for. */
  work: number;
}

/**
 * Makes the simulation of a problem, lets `use` work with it, and destroys it.
 * @param stderr where it is said what runs, and why, if that was not asked for by name
 * @param choice of the problems before this one
 * @throws InputError if the engine that must be used is not available or cannot hold the population
 */
export async function withSimulation<Result>(
  problem: Problem,
  place: Place,
  stderr: NodeJS.WritableStream,
  use: Use<Result>,
  choice: Choice = { work: 0 },
): Promise<Result> {
  const threads = nodeThreads(place.threads);
  if (place.adapter) return onAdapters(problem, place.adapter, place.backend, use);
  switch (place.backend) {
    case 'cpu':
      return useAndDestroy(await createOnCpu(problem, { threads }), use);
    case 'cpu-f64':
      return useAndDestroy(await createOnCpu(problem, { threads, digits: 'float64' }), use);
    case 'webgpu':
      try {
        return await withDevice((acquired) => onDevice(acquired, problem, use));
      } catch (error) {
        if (error instanceof NoAdapterError) throw new InputError(`${error.message}; or use --backend cpu`);
        throw error;
      }
    case 'auto':
      return fastest(problem, threads, stderr, use, choice);
  }
}

/** Wall time (s) of a whole run below which another engine is not looked for: that would take as long. */
const SHORT = 2;
/** Times the work that an engine was chosen for, from which on it is chosen anew. */
const MUCH_MORE = 4;

/** On whatever is faster for this problem, which is measured unless it was for one that is about as large. */
async function fastest<Result>(
  problem: Problem,
  threads: Threads,
  stderr: NodeJS.WritableStream,
  use: Use<Result>,
  choice: Choice,
): Promise<Result> {
  const createCpu = (one: Problem) => createOnCpu(one, { threads });
  const work = neuronSteps(problem, problem.steps);
  if (choice.engine && work < MUCH_MORE * choice.work) {
    if (choice.engine === 'cpu') return useAndDestroy(await createCpu(problem), use);
    return withDevice((acquired) => onDevice(acquired, problem, use));
  }
  const choose = (engine: NonNullable<Choice['engine']>, reason: string) => {
    if (engine !== choice.engine) say(stderr, reason);
    choice.engine = engine;
    choice.work = Math.max(choice.work, work);
  };
  const cpu = await speeds.cpu(
    `${cpus()[0]?.model ?? 'CPU'}, ${threads.count} threads`,
    threads.count,
    problem,
    createCpu,
  );
  const onCpu = async (other?: { name: string; speed: number }, besides = '') => {
    const simulation = await createCpu(problem);
    choose('cpu', `${reasonFor(simulation.adapter.name, cpu, other)}${besides}`);
    return useAndDestroy(simulation, use);
  };
  if (work < SHORT * cpu) return onCpu();
  try {
    return await withDevice(async (acquired) => {
      const { device, adapter } = acquired;
      const speed = await speeds
        .device(adapter, problem, (one) => WebGPUSimulation.create(device, one, { adapter }))
        .catch((error: Error) => error.message);
      if (typeof speed === 'string') return onCpu(undefined, `; ${adapter.name} fails: ${speed}`);
      if (cpu >= speed) return onCpu({ name: adapter.name, speed });
      choose('webgpu', reasonFor(adapter.name, speed, { name: 'the CPU', speed: cpu }));
      return onDevice(acquired, problem, use);
    });
  } catch (error) {
    if (!(error instanceof NoAdapterError)) throw error;
    return onCpu(undefined, `; ${error.message}`);
  }
}

/** On adapters side by side. @throws InputError unless each of them is there, or if another engine is asked for */
async function onAdapters<Result>(
  problem: Problem,
  adapters: readonly string[],
  backend: Backend,
  use: Use<Result>,
): Promise<Result> {
  if (backend !== 'auto' && backend !== 'webgpu')
    throw new InputError(
      `--adapter names adapters of WebGPU, and --backend is ${backend}; leave out one of them`,
    );
  return withDevices(adapters, async (acquired) => {
    const [only, ...others] = acquired;
    if (others.length === 0) return onDevice(only!, problem, use);
    const devices = acquired.map((one) => (part: Problem) => createOn(one, part));
    const create = (one: Problem) => SideBySide.create(one, devices);
    return useAndDestroy(await inBands(problem, create), use);
  });
}

const onDevice = <Result>(acquired: Acquired, problem: Problem, use: Use<Result>): Promise<Result> =>
  whileItLasts(acquired, async () => useAndDestroy(await createOn(acquired, problem), use));

const createOn = ({ device, adapter }: Acquired, problem: Problem): Promise<Resumable> =>
  inBands(problem, (one) => WebGPUSimulation.create(device, one, { adapter }));

const createOnCpu = (problem: Problem, options: CpuOptions): Promise<Resumable> =>
  inBands(problem, (one) => CpuSimulation.create(one, options));

async function useAndDestroy<Result>(simulation: Resumable, use: Use<Result>): Promise<Result> {
  try {
    return await use(simulation);
  } finally {
    simulation.destroy();
  }
}
