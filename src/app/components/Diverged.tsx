import { plain, whole } from '../format.ts';
import type { Page } from '../page.ts';

/** Which cell has no potential any more, and the ways out. */
export function Diverged({ page }: { page: Page }) {
  const { diverged, past } = page.state;
  const error = diverged.value;
  if (!error) return null;
  const { cell, V, time, remedy } = error;
  return (
    <div class="diverged" role="alert">
      <p>
        Cell {whole(cell + 1)} diverged: V = {plain(V)} mV at {plain(time, 7)} ms; {remedy}.
      </p>
      <p class="ways">
        {past.value && (
          <button type="button" onClick={() => page.timeTravel.recover()}>
            Go back to before
          </button>
        )}
        <button type="button" onClick={() => page.reset()}>
          Reset to time 0
        </button>
        <button type="button" onClick={() => page.select(cell)}>
          Show the cell
        </button>
      </p>
    </div>
  );
}
