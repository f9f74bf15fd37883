import type { Digits } from '../engine/cpu/kernel.ts';
import { CpuSimulation, cpuAdapter } from '../engine/cpu/simulation.ts';
import { ThreadLostError } from '../engine/cpu/threads.ts';
import type { AdapterDescription, Simulation } from '../engine/simulation.ts';
import { reasonFor } from '../engine/speed.ts';
import { type Acquired, NoAdapterError, requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { webThreads } from '../threads/web.ts';
import { CpuVoltages, GpuVoltages, type Voltages } from '../view/voltages.ts';
import { Belongings } from './belongings.ts';
import { speeds } from './calibration.ts';
import { capitalised, lossOf, messageOf } from './errors.ts';
import { tracedOf } from './traced.ts';

/** What advances populations on this machine. */
export interface Engine {
  /** The device that draws as well, if it is a GPU. */
  readonly device: GPUDevice | undefined;
  /** Why it is not a GPU, in a sentence, if there is something to be done about it. */
  readonly shortcoming: string | undefined;
  /** How fast it is, if that was measured, and why it was chosen. */
  readonly reason: string | undefined;
  readonly adapter: AdapterDescription;
  /**
   * @param signal ends the making early
   * @throws InputError if the population does not fit or a neuron has no initial state
   */
  populate(experiment: Experiment, signal?: AbortSignal): Promise<Population>;
  dispose(): void;
}

/** A population that is simulated and can be drawn. */
export interface Population {
  /** What is running. */
  readonly experiment: Experiment;
  /** What runs it; it is changed by `update` below, so that it stays what the experiment says. */
  readonly simulation: Omit<Simulation, 'update'>;
  readonly voltages: Voltages;
  /** Goes on with an experiment on the same neurons; if it fails, everything stays as it was. */
  update(experiment: Experiment): Promise<void>;
  /** Lets the drawing show the present potentials. */
  refresh(): Promise<void>;
  /** Waits for the drawing that is under way where the engine computes. */
  drawn(): Promise<void>;
  dispose(): void;
}

/** The engines on offer; `auto` takes the fastest. */
export const engineChoices = ['auto', 'webgpu', 'cpu', 'cpu-f64'] as const;
export type EngineChoice = (typeof engineChoices)[number];

/**
 * Opens an engine.
 * @param gpu `navigator.gpu`
 * @param choice the CPU takes the place of a GPU that cannot be used
 * @param experiment with which speeds are measured
 */
export async function openEngine(
  gpu: GPU | undefined,
  choice: EngineChoice,
  experiment: Experiment,
): Promise<Engine> {
  if (choice === 'cpu') return cpuEngine('float32');
  if (choice === 'cpu-f64') return cpuEngine('float64');
  let acquired: Acquired;
  try {
    acquired = await requestDevice(gpu);
  } catch (error) {
    const reason = error instanceof NoAdapterError ? error.message : refusalOf(error);
    return cpuEngine('float32', {
      shortcoming: `${capitalised(reason)}. Meanwhile the population runs on the CPU.`,
    });
  }
  const { device, adapter } = acquired;
  const onDevice = (reason?: string): Engine => ({
    device,
    adapter,
    reason,
    shortcoming: undefined,
    populate: (one, signal) => populateGpu(acquired, one, signal),
    dispose: () => device.destroy(),
  });
  if (choice === 'webgpu') return onDevice();
  const threads = webThreads();
  const { name } = cpuAdapter('float32', threads.count);
  const problem = prepare(experiment);
  const [cpu, gpuSpeed] = [
    await speeds.cpu(name, threads.count, problem, (one) =>
      CpuSimulation.create(one, { threads, live: true }),
    ),
    await speeds.device(adapter.name, problem, (one) =>
      WebGPUSimulation.create(device, one, { adapter, live: true }),
    ),
  ];
  if (gpuSpeed >= cpu) return onDevice(reasonFor(adapter.name, gpuSpeed, { name: 'the CPU', speed: cpu }));
  device.destroy();
  return cpuEngine('float32', { reason: reasonFor(name, cpu, { name: adapter.name, speed: gpuSpeed }) });
}

const refusalOf = (error: unknown) =>
  `WebGPU refuses its device (${messageOf(error)}): restart the browser or update the graphics driver`;

/** The CPU, in as many threads as there are cores. */
export function cpuEngine(
  digits: Digits,
  { shortcoming, reason }: { shortcoming?: string; reason?: string } = {},
): Engine {
  return {
    device: undefined,
    adapter: cpuAdapter(digits, webThreads().count),
    reason,
    shortcoming,
    populate: (experiment, signal) => populateCpu(digits, experiment, signal),
    dispose: () => {},
  };
}

/** Wall time (ms) for which the search for initial states may hold up the population that runs meanwhile: a part of a frame. */
const STINT = 4;

/** An experiment with all in its shader that the plots may ask for: by itself that has only states. */
function traceable(experiment: Experiment): Problem {
  const values = tracedOf(experiment.model).map(({ name }) => name);
  const traces = { cells: [0], every: experiment.dt, ...(values.length > 0 && { values }) };
  return prepare({ ...experiment, record: { ...experiment.record, traces } });
}

function populateGpu(
  { device, adapter }: Acquired,
  experiment: Experiment,
  signal?: AbortSignal,
): Promise<Population> {
  return Belongings.assemble(async (own) => {
    // Live: numbers that are edited must not wait for a shader to be compiled.
    const making = WebGPUSimulation.create(device, traceable(experiment), {
      adapter,
      live: true,
      stint: STINT,
      ...(signal && { signal }),
    });
    const simulation = own.add(await making, (made) => made.destroy());
    const voltages = own.add(new GpuVoltages(device, simulation), (made) => made.dispose());
    voltages.refresh();
    let running = experiment;
    return {
      get experiment() {
        return running;
      },
      simulation,
      voltages,
      update: async (next) => {
        await simulation.update(traceable(next));
        running = next;
      },
      refresh: async () => voltages.refresh(),
      drawn: () => device.queue.onSubmittedWorkDone(),
      dispose: () => own.release(),
    };
  });
}

function populateCpu(digits: Digits, experiment: Experiment, signal?: AbortSignal): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const making = CpuSimulation.create(traceable(experiment), {
      digits,
      threads: webThreads(),
      live: true,
      stint: STINT,
      ...(signal && { signal }),
    });
    const simulation = own.add(await making.catch(refuse), (made) => made.destroy());
    const voltages = own.add(new CpuVoltages(simulation), (made) => made.dispose());
    await voltages.refresh();
    let running = experiment;
    return {
      get experiment() {
        return running;
      },
      simulation,
      voltages,
      update: async (next) => {
        await simulation.update(traceable(next));
        running = next;
      },
      refresh: () => voltages.refresh(),
      drawn: async () => {},
      dispose: () => own.release(),
    };
  });
}

/** A thread that is lost before there is a population takes nothing with it. */
function refuse(error: unknown): never {
  throw error instanceof ThreadLostError ? new Error(lossOf(error), { cause: error }) : error;
}
