import type { GoalState } from '../../lessons/goals.ts';
import { whole } from '../format.ts';

/** How far a population is from a goal, in words. */
export function describeGoal({ met, asked, failing, missing }: GoalState): string {
  if (missing !== undefined) return `Not now: ${missing}.`;
  if (asked === 0) return 'Not yet: there is no such cell.';
  if (met) return 'Reached.';
  return `Not yet: ${whole(asked - failing)} of ${whole(asked)} cells.`;
}
