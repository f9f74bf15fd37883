import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { describeGoal } from './goal-words.ts';
import type { OpenLesson } from './lessons-state.ts';
import { Prose } from './Prose.tsx';

/** The goals of the open lesson, and how far the population is from them. */
export function Goals({ page, open }: { page: Page; open: OpenLesson }) {
  const { goals, progress } = page.state.lessons;
  const states = goals.value;
  const words = texts.value.lessons;
  const all = states?.every(({ met }) => met) ?? false;
  return (
    <div class="goals" aria-live="polite">
      <ul>
        {open.lesson.goals.map(({ says }, i) => {
          const state = states?.[i];
          return (
            <li key={says} data-met={state?.met}>
              <Prose text={says} /> <span class="quiet">{state ? describeGoal(state) : ''}</span>
            </li>
          );
        })}
      </ul>
      {!states && (
        <p class="quiet" aria-hidden="true">
          {words.judgedAfter(open.lesson.cells.experiment.duration, Math.floor(100 * progress.value))}
        </p>
      )}
      {all && <p class="reached">{words.reached}</p>}
    </div>
  );
}
