import { useComputed } from '@preact/signals';
import { followed } from '../cells/probes.ts';
import { plain } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { follow, isLive, spansOf, toggleCursors, windowOf } from './scope.ts';

/** What can be done with the time that the plots show. */
export function Tools({ page, cursors = true }: { page: Page; cursors?: boolean }) {
  const { scope, course } = page.state;
  // Once a frame, but what is seen here hardly ever changes.
  const live = useComputed(() => isLive(scope, course.value?.now ?? 0));
  const words = texts.value.scope;
  return (
    <div class="tools" role="toolbar" aria-label={words.tools}>
      <select
        class="quiet-choice"
        aria-label={words.span}
        value={String(scope.span.value)}
        onChange={(event) => follow(scope, Number(event.currentTarget.value))}
      >
        {spansOf(scope).map((span) => (
          <option key={span} value={String(span)} selected={span === scope.span.value}>
            {`${plain(span)} ms`}
          </option>
        ))}
      </select>
      {cursors && (
        <button
          type="button"
          aria-pressed={scope.cursors.value.length > 0}
          title={words.cursorsHint}
          onClick={() => toggleCursors(scope, course.peek()?.now ?? 0)}
        >
          {words.cursors}
        </button>
      )}
      <button
        type="button"
        aria-pressed={scope.held.value !== undefined}
        title={scope.held.value ? words.clearHint : words.holdHint}
        onClick={() => hold(page)}
      >
        {scope.held.value ? words.clear : words.hold}
      </button>
      <button type="button" disabled={live.value} title={words.liveHint} onClick={() => follow(scope)}>
        {words.live}
      </button>
      <button
        type="button"
        aria-pressed={page.state.sounding.value}
        title={words.soundHint}
        onClick={() => void page.toggleSound()}
      >
        {words.sound}
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
    painted: state.painted.value,
  };
}
