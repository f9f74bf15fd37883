import { CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Simulation } from '../engine/simulation.ts';
import { requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { InputError } from '../protocol/schema.ts';
import { loadGPU } from './dawn.ts';
import { say } from './fail.ts';

export const backends = ['webgpu', 'cpu'] as const;
export type Backend = (typeof backends)[number];

/**
 * Makes the simulation of an experiment, lets `use` work with it, and destroys it.
 * @param backend the engine that must be used; if undefined, WebGPU where there is an adapter, else the CPU engine
 * @param stderr where it is said that there is no adapter
 * @throws InputError if the engine that must be used is not available or cannot hold the population
 */
export async function withSimulation<Result>(
  experiment: Experiment,
  backend: Backend | undefined,
  stderr: NodeJS.WritableStream,
  use: (simulation: Simulation) => Promise<Result>,
): Promise<Result> {
  const found = backend === 'cpu' ? undefined : await findDevice(backend, stderr);
  if (!found) return useAndDestroy(CpuSimulation.create(experiment), use);
  const { device, adapter } = found;
  try {
    return await useAndDestroy(await WebGPUSimulation.create(device, experiment, { adapter }), use);
  } finally {
    device.destroy();
  }
}

async function findDevice(backend: Backend | undefined, stderr: NodeJS.WritableStream) {
  try {
    const gpu = await loadGPU();
    return await requestDevice(gpu);
  } catch (error) {
    const { message } = error as Error;
    if (backend === 'webgpu') throw new InputError(`no WebGPU: ${message}; or use --backend cpu`);
    say(stderr, `no WebGPU: ${message}; continuing on the CPU engine`);
    return undefined;
  }
}

async function useAndDestroy<Result>(
  simulation: Simulation,
  use: (simulation: Simulation) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(simulation);
  } finally {
    simulation.destroy();
  }
}
