import { integrators } from '../integrators/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { initialState, type StateArrays, type Work } from './initial.ts';
import { Numbers } from './numbers.ts';
import { Observer } from './observer.ts';
import { type Program, programOf } from './program.ts';
import { checkCount, type Snapshot } from './simulation.ts';

/** A problem, and what an engine has made of it. */
interface Compiled {
  readonly problem: Problem;
  readonly program: Program;
  readonly numbers: Numbers;
}

/** States that are all at one time, as the integrator of a program holds them. */
export async function heldStates(
  states: StateArrays,
  step: number,
  { problem, program, numbers }: Compiled,
): Promise<StateArrays> {
  const observer = new Observer(program.held, program, numbers);
  const held = await observer.all(program.states, states, { ...problem.population, step });
  // Half a step back may lead out of what a state can be.
  for (const { name, range } of problem.system.states) {
    if (name === problem.system.potential) continue;
    const values = held[name]!;
    for (let i = 0; i < values.length; i++) values[i] = Math.min(Math.max(values[i]!, range[0]), range[1]);
  }
  return held;
}

/** The states that a run begins with, as the integrator of its program holds them. */
export async function heldAtBeginning(compiled: Compiled, work?: Work): Promise<StateArrays> {
  return heldStates(await initialState(compiled.problem, compiled.numbers, work), 0, compiled);
}

/** Whether the states of one problem can be taken for those of another as they are. */
export function holdsTheSame(a: Problem, b: Problem): boolean {
  return a.dt === b.dt && a.integrator.name === b.integrator.name;
}

/**
 * The states of a snapshot as a problem's integrator holds them at its step: unchanged where the snapshot is of the same
 * integrator and step, else by way of what they are at the time of the potential.
 */
export async function statesFor(snapshot: Snapshot, compiled: Compiled): Promise<StateArrays> {
  const { step, dt, integrator, state, bands } = snapshot;
  const { problem } = compiled;
  if (bands)
    throw new RangeError('a snapshot of a population in bands is none of one that is stepped in one way');
  if (dt === problem.dt && integrator === problem.integrator.name) return { ...state };
  const former: Problem = {
    ...problem,
    dt,
    integrator: integrators[integrator as keyof typeof integrators],
  };
  const numbers = new Numbers(former);
  const program = programOf(former, numbers);
  const observer = new Observer(program.aligned, program, numbers);
  const aligned = await observer.all(program.states, state, { ...problem.population, step });
  return heldStates(aligned, stepAt(snapshot, problem.dt), compiled);
}

/**
 * The step at a moment that was counted in steps of another length.
 * @param dt length of steps, ms
 * @throws RangeError if it cannot be counted
 */
export function stepAt(moment: { readonly step: number; readonly dt: number }, dt: number): number {
  const step = moment.dt === dt ? moment.step : Math.round((moment.step * moment.dt) / dt);
  checkCount(0, step);
  return step;
}
