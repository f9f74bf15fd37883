import { CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Simulation } from '../engine/simulation.ts';
import { NoAdapterError, requestDevice } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import { InputError } from '../input/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { withGPU } from './dawn.ts';
import { say } from './fail.ts';

export const backends = ['webgpu', 'cpu'] as const;
export type Backend = (typeof backends)[number];

/**
 * Makes the simulation of a problem, lets `use` work with it, and destroys it.
 * @param backend the engine that must be used; if undefined, WebGPU where there is an adapter, else the CPU engine
 * @param stderr where it is said that there is no adapter
 * @throws InputError if the engine that must be used is not available or cannot hold the population
 */
export async function withSimulation<Result>(
  problem: Problem,
  backend: Backend | undefined,
  stderr: NodeJS.WritableStream,
  use: (simulation: Simulation) => Promise<Result>,
): Promise<Result> {
  if (backend === 'cpu') return useAndDestroy(await CpuSimulation.create(problem), use);
  try {
    return await withGPU((gpu) => onWebGPU(gpu, problem, use));
  } catch (error) {
    if (!(error instanceof NoAdapterError)) throw error;
    if (backend === 'webgpu') throw new InputError(`${error.message}; or use --backend cpu`);
    say(stderr, `${error.message}; continuing on the CPU engine`);
  }
  return useAndDestroy(await CpuSimulation.create(problem), use);
}

async function onWebGPU<Result>(
  gpu: GPU,
  problem: Problem,
  use: (simulation: Simulation) => Promise<Result>,
): Promise<Result> {
  const { device, adapter } = await requestDevice(gpu);
  try {
    return await useAndDestroy(await WebGPUSimulation.create(device, problem, { adapter }), use);
  } finally {
    device.destroy();
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
