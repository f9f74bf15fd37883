import type { GoalState } from '../../lessons/goals.ts';
import { texts } from '../texts/language.ts';

/** How far a population is from a goal, in words. */
export function describeGoal({ met, asked, failing, missing }: GoalState): string {
  const words = texts.value.lessons.goal;
  if (missing !== undefined) return words.missing(missing);
  if (asked === 0) return words.none;
  return met ? words.met : words.part(asked - failing, asked);
}
