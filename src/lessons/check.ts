import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import type { Lend } from '../studies/study.ts';
import type { Fault } from './fault.ts';
import { type GoalState, goalsAfterRun } from './goals.ts';
import { agrees, asStated, type Measured, measure } from './measure.ts';
import type { Lesson } from './read.ts';

/** What an engine says of a lesson. */
export interface Verdict {
  readonly faults: readonly Fault[];
  readonly values: readonly Measured[];
  /** Each goal with how far the experiment is from it as the lesson begins, and with its solution. */
  readonly goals: readonly {
    readonly says: string;
    readonly opening: GoalState;
    readonly solved: GoalState;
  }[];
}

/**
 * Has an engine check a lesson: every number that it states, that its goals are not reached before anything was done, and that its solution
 * reaches them.
 */
export async function checkLesson(lesson: Lesson, lend: Lend): Promise<Verdict> {
  const faults: Fault[] = [];
  const { values, goals, cells, solved, lineOf } = lesson;
  const measured = await tried(faults, lineOf(['values']), () => measure(values, lend));
  for (const one of measured ?? [])
    if (!agrees(one))
      faults.push({ line: lineOf(['values', one.value.name, 'is']), message: corrected(one) });
  const opening = await tried(faults, lineOf(['experiment']), () => goalsAfterRun(goals, cells, lend));
  const after = await tried(faults, lineOf(['solution']), () => goalsAfterRun(goals, solved, lend));
  if (opening?.every(({ met }) => met))
    faults.push({ line: lineOf(['goal']), message: 'the goal is reached before anything was done' });
  for (const [i, state] of (after ?? []).entries())
    if (!state.met)
      faults.push({
        line: lineOf(['goal', i]),
        message: `the solution does not reach "${goals[i]!.says}": ${describeState(state)}`,
      });
  return {
    faults,
    values: measured ?? [],
    goals:
      opening && after ? goals.map(({ says }, i) => ({ says, opening: opening[i]!, solved: after[i]! })) : [],
  };
}

/** How far a population is from a goal, in words. */
export function describeState({ met, asked, failing, missing }: GoalState): string {
  if (missing !== undefined) return missing;
  if (asked === 0) return 'no cell is asked';
  return `${met ? 'reached' : 'not reached'}, it holds for ${asked - failing} of ${asked} cells`;
}

function corrected({ value: { name, text, unit, from }, number }: Measured): string {
  const withUnit = (digits: string) => (unit === '' ? digits : `${digits} ${unit}`);
  if (Number.isNaN(number)) return `${name} = ${withUnit(text)}: there is no such number`;
  const origin = from.kind === 'of' ? 'the other values say' : 'the engine says';
  return `${name} = ${withUnit(text)}, but ${origin} ${withUnit(String(Number(number.toPrecision(7))))}; write ${asStated(number, text)}`;
}

/** What an act gives; what an experiment does that cannot be run is one more fault. */
async function tried<Result>(
  faults: Fault[],
  line: number,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof DivergedError)) throw error;
    faults.push({ line, message: error.message });
    return undefined;
  }
}
