import type { AdapterDescription, Simulation } from '../engine/simulation.ts';
import { type Acquired, NoAdapterError, requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { CpuVoltages, GpuVoltages, type Voltages } from '../view/voltages.ts';
import { Belongings } from './belongings.ts';
import { messageOf } from './errors.ts';
import { tracedOf } from './traced.ts';
import { WorkerSimulation } from './worker-simulation.ts';

/** What advances populations on this machine. */
export interface Engine {
  /** The device that draws as well, if it is a GPU. */
  readonly device: GPUDevice | undefined;
  /** Why it is not a GPU, in a sentence. */
  readonly shortcoming: string | undefined;
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

/** The GPU if there is one that can be used, else the CPU. @param gpu `navigator.gpu` */
export async function openEngine(gpu: GPU | undefined): Promise<Engine> {
  let acquired: Acquired;
  try {
    acquired = await requestDevice(gpu);
  } catch (error) {
    const reason = error instanceof NoAdapterError ? error.message : refusalOf(error);
    return cpuEngine(
      `${reason[0]!.toUpperCase()}${reason.slice(1)}. Meanwhile a smaller population runs on the CPU.`,
    );
  }
  const { device, adapter } = acquired;
  return {
    device,
    adapter,
    shortcoming: undefined,
    populate: (experiment, signal) => populateGpu({ device, adapter }, experiment, signal),
    dispose: () => device.destroy(),
  };
}

const refusalOf = (error: unknown) =>
  `WebGPU refuses its device (${messageOf(error)}): restart the browser or update the graphics driver`;

/** The CPU, in a worker. @param shortcoming why it is not a GPU, in a sentence */
export function cpuEngine(shortcoming: string): Engine {
  return {
    device: undefined,
    adapter: { engine: 'cpu', name: 'CPU, float64', software: true },
    shortcoming,
    populate: populateCpu,
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

function populateCpu(experiment: Experiment, signal?: AbortSignal): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const simulation = own.add(await WorkerSimulation.create(experiment, signal), (made) => made.destroy());
    const voltages = own.add(new CpuVoltages(simulation.cells), (made) => made.dispose());
    const refresh = async () => voltages.write(await simulation.read(simulation.problem.system.potential));
    await refresh();
    return {
      get experiment() {
        return simulation.experiment;
      },
      simulation,
      voltages,
      update: (next) => simulation.update(next),
      refresh,
      drawn: async () => {},
      dispose: () => own.release(),
    };
  });
}
