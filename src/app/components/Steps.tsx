import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import './Steps.css';

/** An arrow that bends back to the left. */
const BACK = 'M6.5 3 3 6.5 6.5 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6';

/** Goes back and forth over what was changed. */
export function Steps({ page: { history } }: { page: Page }) {
  const { undo, redo } = texts.value.page;
  return (
    <div class="steps">
      <button
        type="button"
        title={undo}
        aria-label={undo}
        disabled={!history.canUndo.value}
        onClick={() => history.undo()}
        aria-keyshortcuts="Control+Z"
      >
        <Arrow />
      </button>
      <button
        type="button"
        class="redo"
        title={redo}
        aria-label={redo}
        disabled={!history.canRedo.value}
        onClick={() => history.redo()}
        aria-keyshortcuts="Control+Shift+Z"
      >
        <Arrow />
      </button>
    </div>
  );
}

const Arrow = () => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d={BACK} />
  </svg>
);
