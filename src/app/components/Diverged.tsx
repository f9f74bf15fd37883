import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import './Diverged.css';

/** Which cell has no potential any more, and the ways out. */
export function Diverged({ page }: { page: Page }) {
  const { diverged, past } = page.state;
  const error = diverged.value;
  if (!error) return null;
  const words = texts.value.time;
  return (
    <div class="diverged" role="alert">
      <p>{words.diverged(error)}</p>
      <p class="ways">
        {past.value && (
          <button type="button" onClick={() => page.timeTravel.recover()}>
            {words.goBack}
          </button>
        )}
        <button type="button" onClick={() => page.reset()}>
          {words.resetToZero}
        </button>
        <button type="button" onClick={() => page.select(error.cell)}>
          {words.showCell}
        </button>
      </p>
    </div>
  );
}
