import type { Problem } from '../../problem/problem.ts';
import { heldAtBeginning } from '../conversion.ts';
import type { StateArrays, Work } from '../initial.ts';
import { spikeCapacity } from '../recording.ts';
import { Results } from '../results.ts';
import type { AdapterDescription, Snapshot } from '../simulation.ts';
import { sharesMemory } from './device.ts';
import { EventList } from './events.ts';
import type { Kernel } from './kernel.ts';
import { Population } from './population.ts';

/** Everything on the device that belongs to one problem. */
export interface Resources {
  readonly problem: Problem;
  readonly kernel: Kernel;
  readonly results: Results;
  readonly population: Population;
  readonly events: EventList;
}

/** @throws InputError if the population does not fit */
export async function allocate(
  device: GPUDevice,
  problem: Problem,
  kernel: Kernel,
  memory: number,
): Promise<Resources> {
  const wanted = problem.record.events ? spikeCapacity(problem.population.count) : 1;
  const capacity = EventList.fitting(device.limits, wanted);
  const population = await Population.allocate(device, problem, kernel, {
    workgroup: kernel.workgroup,
    memory,
    besides: EventList.bytes(capacity),
  });
  const results = new Results(problem, kernel);
  return { problem, kernel, results, population, events: new EventList(device, capacity) };
}

export function release({ population, events }: Resources): void {
  population.destroy();
  events.destroy();
}

/** The states that a run begins with, as the integrator holds them. */
export const begin = ({ problem, kernel }: Resources, work: Work): Promise<StateArrays> =>
  heldAtBeginning({ ...kernel, problem }, work);

/** All neurons at a step, as the integrator holds them. */
export async function snapshotOf(
  { problem, kernel, population }: Resources,
  step: number,
): Promise<Snapshot> {
  const { dt, integrator } = problem;
  return { step, dt, integrator: integrator.name, state: await population.readState(kernel) };
}

/** What takes its memory from the host does not refuse before it is too late. */
export function defaultMemory({ software }: AdapterDescription, info: GPUAdapterInfo): number {
  return (software || sharesMemory(info) ? 4 : 16) * 2 ** 30;
}
