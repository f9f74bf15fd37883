import type { Problem } from '../../problem/problem.ts';
import { holdsTheSame, statesFor } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { Results } from '../results.ts';
import type { Kernel } from './kernel.ts';
import { allocate, type Resources, release, snapshotOf } from './resources.ts';

// How another problem of the same neurons takes the place of one, in two parts: what has to be waited for and may fail, and what then happens at once.

/** What another problem has on the device. */
export interface Successor {
  readonly resources: Resources;
  /** The states that it goes on from; undefined where they are there as its kernel holds them. */
  readonly state: StateArrays | undefined;
}

/** Another problem, and the kernel that advances it. */
interface Next {
  readonly problem: Problem;
  readonly kernel: Kernel;
}

/**
 * Prepares what another problem needs, with the same buffers where they have room for it. The former one stays as it is.
 * @param step at which the former one is
 * @throws InputError if the population does not fit
 */
export async function succeed(
  former: Resources,
  { problem, kernel }: Next,
  { device, memory, step }: { readonly device: GPUDevice; readonly memory: number; readonly step: number },
): Promise<Successor> {
  const stays = former.population.suits(kernel) && problem.record.events === former.problem.record.events;
  const state = await stateFor(former, { problem, kernel }, { step, stays });
  const resources = stays
    ? { ...former, problem, kernel, results: new Results(problem, kernel) }
    : await allocate(device, problem, kernel, memory);
  return { resources, state };
}

/**
 * The states that a successor goes on from, unless its buffers have them: what is kept of a state beside its float32 depends on the step and
 * the integrator alone.
 */
async function stateFor(
  former: Resources,
  next: Next,
  { step, stays }: { readonly step: number; readonly stays: boolean },
): Promise<StateArrays | undefined> {
  if (!holdsTheSame(former.problem, next.problem))
    return statesFor(await snapshotOf(former, step), { ...next.kernel, problem: next.problem });
  return stays ? undefined : former.population.readState(former.kernel);
}

/** Gives back what a successor has of its own, where it does not take the place of the former one after all. */
export function withdraw({ resources }: Successor, former: Resources): void {
  if (resources.population !== former.population) release(resources);
}

/** Writes numbers and states of a successor, and gives back what only the former one had. */
export function takeOver({ resources, state }: Successor, former: Resources): void {
  if (resources.population !== former.population) release(former);
  resources.population.writeNumbers(resources.kernel);
  if (state) resources.population.writeState(state);
}
