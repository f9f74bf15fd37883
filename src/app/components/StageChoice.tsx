import { texts } from '../texts/language.ts';
import './stage.css';
import type { Page } from '../page.ts';
import { MOST_STAGES } from '../stage/stage-state.ts';
import { ArrangementChoice } from './ArrangementChoice.tsx';
import { BrushChoice } from './BrushChoice.tsx';

/** How cells are seen and painted. Several views have their arrangement each with them. */
export function StageChoice({ page }: { page: Page }) {
  const { lessons, stages } = page.state;
  const { all, front } = stages;
  const count = all.value.length;
  const words = texts.value;
  return (
    <div class="stage" data-several={count > 1}>
      {count === 1 && <ArrangementChoice page={page} stage={front.value} />}
      {count < MOST_STAGES && (
        <button type="button" title={words.stage.addViewHint} onClick={() => page.views.add()}>
          {words.stage.addView}
        </button>
      )}
      {!page.hidden.has('lessons') && (
        <button
          type="button"
          class="to-lessons"
          aria-pressed={lessons.shown.value}
          onClick={() => page.classroom.toggle()}
        >
          {words.page.lessons}
        </button>
      )}
      <BrushChoice page={page} />
    </div>
  );
}
