import type { Page } from '../page.ts';
import { followed } from '../probes.ts';
import { follow, isLive, spans, toggleCursors, windowOf } from './scope.ts';

/** What can be done with the time that the plots show. */
export function Tools({ page, cursors = true }: { page: Page; cursors?: boolean }) {
  const { scope, course } = page.state;
  const now = course.value?.now ?? 0;
  const live = isLive(scope, now);
  return (
    <div class="tools" role="toolbar" aria-label="Time of the plots">
      <select
        class="quiet-choice"
        aria-label="Time that is shown"
        value={scope.span.value}
        onChange={(event) => follow(scope, Number(event.currentTarget.value))}
      >
        {spans.map((span) => (
          <option key={span} value={span} selected={span === scope.span.value}>
            {span} ms
          </option>
        ))}
      </select>
      {cursors && (
        <button
          type="button"
          aria-pressed={scope.cursors.value.length > 0}
          title="Two moments to be compared; a click into a plot places one, a drag or the arrow keys move it"
          onClick={() => toggleCursors(scope, now)}
        >
          Cursors
        </button>
      )}
      <button
        type="button"
        aria-pressed={scope.held.value !== undefined}
        title={
          scope.held.value
            ? 'Remove the traces that are held behind the live ones'
            : 'Keep the present traces behind the live ones'
        }
        onClick={() => hold(page)}
      >
        {scope.held.value ? 'Clear' : 'Hold'}
      </button>
      <button
        type="button"
        disabled={live}
        title="Go with the time again; so does a double click into a plot"
        onClick={() => follow(scope)}
      >
        Live
      </button>
      <button
        type="button"
        aria-pressed={page.state.sounding.value}
        title="A click for every spike of the cells that are followed (s)"
        onClick={() => void page.toggleSound()}
      >
        Sound
      </button>
    </div>
  );
}

/** Holds what is seen, or holds it no longer. */
function hold({ state }: Page): void {
  const { scope, course, selected, probes } = state;
  const [latest, experiment] = [course.value, state.experiment.value];
  if (scope.held.value || !latest || !experiment) {
    scope.held.value = undefined;
    return;
  }
  const window = windowOf(scope, latest.now);
  scope.held.value = {
    window,
    probes: followed(selected.value, probes.value),
    samples: latest.history.copy(window.from, window.to),
    experiment,
  };
}
