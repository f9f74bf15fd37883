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
  const at = { ...problem.population, step };
  const held = await new Observer(program.held, program, numbers).all(program.states, states, at);
  await keepWithin(held, states, { problem, program, numbers }, at);
  return held;
}

/** How many times its range a state may be held beyond it, as far as flows go back, and how much of the way half a step may miss. */
const [BEYOND, MISSED] = [60, 0.1];

/**
 * Half a step back may lead out of what a state can be: one that begins at an end of its range, and moves away from it, was beyond. It is
 * held there if half a step leads from there to where the state is; if that leads elsewhere, as from where its slope has no value, it is
 * held at the end.
 */
async function keepWithin(
  held: StateArrays,
  states: StateArrays,
  { problem, program, numbers }: Compiled,
  at: { readonly first: number; readonly count: number; readonly step: number },
): Promise<void> {
  const others = problem.system.states.filter(({ name }) => name !== problem.system.potential);
  const isOutside = ({ name, range: [low, high] }: (typeof others)[number]) =>
    held[name]!.some((value) => !(value >= low && value <= high));
  const outside = others.filter(isOutside);
  if (outside.length === 0) return;
  const back = await new Observer(program.aligned, program, numbers).all(program.states, held, at);
  for (const { name, range } of outside) {
    const [low, high] = range;
    const most = BEYOND * (high - low);
    for (const [i, value] of held[name]!.entries()) {
      const state = states[name]![i]!;
      const leads = Math.abs(back[name]![i]! - state) <= MISSED * Math.abs(value - state);
      const isNear = value >= low - most && value <= high + most;
      if (!(isNear && leads)) held[name]![i] = Math.min(Math.max(value, low), high);
    }
  }
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
