import { signal } from '@preact/signals';
import type { GoalState } from '../../lessons/goals.ts';
import type { Lesson } from '../../lessons/read.ts';
import type { Listed } from '../../lessons/series.ts';
import { finishedLessons } from './finished.ts';

/** The lesson that is open. */
export interface OpenLesson {
  /** Names a shipped one. */
  readonly name?: string | undefined;
  /** The text of one that is not shipped. */
  readonly text?: string | undefined;
  readonly lesson: Lesson;
}

/** What lessons show on the page. */
export function createLessons() {
  return {
    /** Whether lessons are beside the cells: the one that is open, or all to choose from. */
    shown: signal(false),
    /** Those that are shipped, in the language of the page; none before they are listed. */
    series: signal<readonly Listed[]>([]),
    /** Stays open, though not in sight, until another one is opened. */
    open: signal<OpenLesson | undefined>(undefined),
    /** The prediction that was made: the number of a choice, from 0, or an estimate. */
    prediction: signal<number | undefined>(undefined),
    /** How far the population is from each goal, as its last whole run says; none before there was one. */
    goals: signal<readonly GoalState[] | undefined>(undefined),
    /** Part of a run after which goals are judged that is over, 0..1. */
    progress: signal(0),
    /** Names of lessons whose goals were reached in this browser. */
    finished: signal<ReadonlySet<string>>(finishedLessons()),
  };
}
