import type { Page } from '../page.ts';
import { labelOf, type StageState } from '../stage/stage-state.ts';
import { texts } from '../texts/language.ts';
import { ArrangementChoice } from './ArrangementChoice.tsx';
import { ColourScale } from './ColourScale.tsx';

/** Longest name of a view, characters. */
const LONGEST = 40;

/** Above one of several views: its name, how it arranges and colours the cells, and its end. */
export function StageBar({ page, stage }: { page: Page; stage: StageState }) {
  const { front, all } = page.state.stages;
  const name = labelOf(stage, all.value);
  const words = texts.value.stage;
  return (
    <div class="stage-bar" data-front={front.value === stage}>
      <div class="line">
        <input
          class="name"
          aria-label={words.viewName}
          placeholder={words.viewNameBefore}
          value={stage.name.value ?? ''}
          maxLength={LONGEST}
          onChange={({ currentTarget }) => {
            stage.name.value = currentTarget.value.trim() || undefined;
            currentTarget.value = stage.name.value ?? '';
          }}
        />
        <ArrangementChoice page={page} stage={stage} isQuiet />
        <button
          type="button"
          class="close"
          aria-label={words.closeView(name)}
          onClick={() => page.views.close(stage)}
        >
          {words.close}
        </button>
      </div>
      <ColourScale page={page} stage={stage} />
    </div>
  );
}
