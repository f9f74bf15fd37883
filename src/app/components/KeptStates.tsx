import { useRef } from 'preact/hooks';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import './KeptStates.css';

/** Keeps the present state, and goes back to one that was kept. */
export function KeptStates({ page }: { page: Page }) {
  const list = useRef<HTMLDetailsElement>(null);
  const { kept } = page.state;
  const words = texts.value.time;
  const close = () => list.current?.removeAttribute('open');
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <div class="kept-states">
      <button type="button" onClick={() => page.timeTravel.keep()} aria-keyshortcuts="k">
        {words.keep}
      </button>
      <details
        ref={list}
        onFocusOut={({ relatedTarget }) => list.current?.contains(relatedTarget as Node | null) || close()}
        onKeyDown={({ key }) => key === 'Escape' && close()}
      >
        <summary>
          {words.kept} <small>{kept.value.length}</small>
        </summary>
        <ul aria-label={words.resetTo}>
          <li class="quiet" aria-hidden="true">
            {words.resetTo}
          </li>
          <li>
            <button type="button" onClick={choose(() => page.reset())}>
              {words.zero}
            </button>
          </li>
          {kept.value.map((one) => (
            <li key={one.number}>
              <button type="button" onClick={choose(() => page.timeTravel.recall(one))}>
                {words.stateAt(words.state(one.number), one.time)}
              </button>
              <button
                type="button"
                class="link"
                aria-label={words.forget(words.state(one.number))}
                onClick={() => page.timeTravel.forget(one)}
              >
                {texts.value.page.remove}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
