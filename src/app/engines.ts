import type { AdapterDescription, Simulation } from '../engine/simulation.ts';
import { NoAdapterError, requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { CpuVoltages, GpuVoltages, type Voltages } from '../view/voltages.ts';
import { WorkerSimulation } from './worker-simulation.ts';

/** What advances populations on this machine. */
export interface Engine {
  /** The device that draws as well, if it is a GPU. */
  readonly device: GPUDevice | undefined;
  /** Why it is not a GPU, in a sentence. */
  readonly shortcoming: string | undefined;
  readonly adapter: AdapterDescription;
  populate(experiment: Experiment): Promise<Population>;
  dispose(): void;
}

/** A population that is simulated and can be drawn. */
export interface Population {
  readonly simulation: Simulation;
  readonly voltages: Voltages;
  /** Lets the drawing show the present potentials. */
  refresh(): Promise<void>;
  /** Waits for the drawing that is under way where the engine computes. */
  drawn(): Promise<void>;
  dispose(): void;
}

/** The GPU if there is one, else the CPU. @param gpu `navigator.gpu` */
export async function openEngine(gpu: GPU | undefined): Promise<Engine> {
  try {
    const { device, adapter } = await requestDevice(gpu);
    return {
      device,
      adapter,
      shortcoming: undefined,
      populate: (experiment) => populateGpu(device, adapter, experiment),
      dispose: () => device.destroy(),
    };
  } catch (error) {
    if (!(error instanceof NoAdapterError)) throw error;
    return cpuEngine(error.message);
  }
}

/** The CPU, in a worker. @param reason why it is not a GPU */
export function cpuEngine(reason: string): Engine {
  return {
    device: undefined,
    adapter: { engine: 'cpu', name: 'CPU, float64', software: true },
    shortcoming: `A smaller population runs on the CPU: ${reason}.`,
    populate: populateCpu,
    dispose: () => {},
  };
}

async function populateGpu(
  device: GPUDevice,
  adapter: AdapterDescription,
  experiment: Experiment,
): Promise<Population> {
  const simulation = await WebGPUSimulation.create(device, experiment, { adapter });
  const voltages = new GpuVoltages(device, simulation.partitions);
  voltages.refresh();
  return {
    simulation,
    voltages,
    refresh: async () => voltages.refresh(),
    drawn: () => device.queue.onSubmittedWorkDone(),
    dispose: () => {
      voltages.dispose();
      simulation.destroy();
    },
  };
}

async function populateCpu(experiment: Experiment): Promise<Population> {
  const simulation = await WorkerSimulation.create(experiment);
  const voltages = new CpuVoltages(simulation.cells);
  const refresh = async () => voltages.write(await simulation.read('V'));
  await refresh();
  return {
    simulation,
    voltages,
    refresh,
    drawn: async () => {},
    dispose: () => {
      voltages.dispose();
      simulation.destroy();
    },
  };
}
