import type { Page } from '../page.ts';
import { drawers } from '../panels/catalogue.ts';
import { panelOf } from '../panels/panel.ts';
import { Shown } from './Shown.tsx';

/** The column at the left: tabs, and one panel below them. */
export function Drawer({ page }: { page: Page }) {
  const { drawer, folded } = page.state;
  const panels = page.hidden.shown(drawers);
  const panel = panelOf(panels, drawer.value);
  return (
    <>
      {panels.length > 1 && (
        <nav class="drawers" data-covers="left" aria-label="Panels at the left" hidden={folded.value}>
          {panels.map(({ id, title, hint }) => (
            <button
              type="button"
              key={id}
              title={hint}
              aria-pressed={panel.id === id}
              onClick={() => (drawer.value = id)}
            >
              {title}
            </button>
          ))}
        </nav>
      )}
      <section
        class={`drawer ${panel.id}`}
        id="drawer"
        data-covers="left"
        hidden={folded.value}
        aria-label={panel.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what has nothing to be typed in is scrolled by keys
        tabIndex={0}
      >
        <Shown load={panel.load} title={panel.title} props={{ page }} />
      </section>
    </>
  );
}
