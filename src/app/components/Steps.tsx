import type { Page } from '../page.ts';
import './Steps.css';

/** Goes back and forth over what was changed. */
export function Steps({ page: { history } }: { page: Page }) {
  return (
    <div class="steps">
      <button
        type="button"
        disabled={!history.canUndo.value}
        onClick={() => history.undo()}
        aria-keyshortcuts="Control+Z"
      >
        Undo
      </button>
      <button
        type="button"
        disabled={!history.canRedo.value}
        onClick={() => history.redo()}
        aria-keyshortcuts="Control+Shift+Z"
      >
        Redo
      </button>
    </div>
  );
}
