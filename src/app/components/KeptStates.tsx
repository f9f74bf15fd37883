import { useRef } from 'preact/hooks';
import { nameOf } from '../kept-states.ts';
import type { Page } from '../page.ts';

/** Keeps the present state, and goes back to one that was kept. */
export function KeptStates({ page }: { page: Page }) {
  const list = useRef<HTMLDetailsElement>(null);
  const { kept } = page.state;
  const close = () => list.current?.removeAttribute('open');
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <div class="kept-states">
      <button type="button" onClick={() => page.timeTravel.keep()} aria-keyshortcuts="k">
        Keep this state
      </button>
      <details
        ref={list}
        onFocusOut={({ relatedTarget }) => list.current?.contains(relatedTarget as Node | null) || close()}
        onKeyDown={({ key }) => key === 'Escape' && close()}
      >
        <summary>
          Kept states <small>{kept.value.length}</small>
        </summary>
        <ul aria-label="Reset to">
          <li class="quiet" aria-hidden="true">
            Reset to
          </li>
          <li>
            <button type="button" onClick={choose(() => page.reset())}>
              Time 0
            </button>
          </li>
          {kept.value.map((one) => (
            <li key={one.number}>
              <button type="button" onClick={choose(() => page.timeTravel.recall(one))}>
                {nameOf(one.number)} at {one.time.toFixed(1)} ms
              </button>
              <button
                type="button"
                class="link"
                aria-label={`Remove ${nameOf(one.number)}`}
                onClick={() => page.timeTravel.forget(one)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
