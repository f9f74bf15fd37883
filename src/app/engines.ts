import type { AdapterDescription, Simulation } from '../engine/simulation.ts';
import { type Acquired, NoAdapterError, requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { CpuVoltages, GpuVoltages, type Voltages } from '../view/voltages.ts';
import { Belongings } from './belongings.ts';
import { messageOf } from './errors.ts';
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
    populate: (experiment) => populateGpu(device, adapter, experiment),
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

function populateGpu(
  device: GPUDevice,
  adapter: AdapterDescription,
  experiment: Experiment,
): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const simulation = own.add(await WebGPUSimulation.create(device, experiment, { adapter }), (made) =>
      made.destroy(),
    );
    const voltages = own.add(new GpuVoltages(device, simulation.partitions), (made) => made.dispose());
    voltages.refresh();
    return {
      simulation,
      voltages,
      refresh: async () => voltages.refresh(),
      drawn: () => device.queue.onSubmittedWorkDone(),
      dispose: () => own.release(),
    };
  });
}

function populateCpu(experiment: Experiment): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const simulation = own.add(await WorkerSimulation.create(experiment), (made) => made.destroy());
    const voltages = own.add(new CpuVoltages(simulation.cells), (made) => made.dispose());
    const refresh = async () => voltages.write(await simulation.read('V'));
    await refresh();
    return { simulation, voltages, refresh, drawn: async () => {}, dispose: () => own.release() };
  });
}
