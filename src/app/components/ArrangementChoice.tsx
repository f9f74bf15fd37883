import type { Page } from '../page.ts';
import { arrangementOf, arrangements } from '../stage/arrangements.ts';
import type { StageState } from '../stage/stage-state.ts';
import { texts } from '../texts/language.ts';

export interface ArrangementChoiceProps {
  readonly page: Page;
  readonly stage: StageState;
  /** Whether it stands among words. */
  readonly isQuiet?: boolean;
}

/** How the cells of a view are arranged, and by what. */
export function ArrangementChoice({ page, stage, isQuiet }: ArrangementChoiceProps) {
  const look = isQuiet ? 'quiet-choice' : undefined;
  const kind = arrangementOf(stage.arranged.value.id);
  const staged = stage.staged.value;
  const axes = staged?.axes;
  const words = texts.value.stage;
  return (
    <>
      <select
        class={look}
        aria-label={words.arrangement}
        value={kind.id}
        onChange={(event) => page.views.arrange(stage, { id: event.currentTarget.value })}
      >
        {arrangements.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === kind.id}>
            {words.arrangements[one.id].title}
          </option>
        ))}
      </select>
      {axes &&
        kind.free?.map((side) => (
          <select
            key={side}
            class={look}
            aria-label={side === 'x' ? words.across : words.upwards}
            value={axes[side].shown.key}
            onChange={(event) => page.views.arrange(stage, { [side]: event.currentTarget.value })}
          >
            {(kind.offers ? staged.choice.filter(kind.offers) : staged.choice).map(({ key, name }) => (
              <option key={key} value={key} selected={key === axes[side].shown.key}>
                {name}
              </option>
            ))}
          </select>
        ))}
    </>
  );
}
