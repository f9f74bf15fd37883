import type { Page } from '../page.ts';
import { drawers } from '../panels/catalogue.ts';
import { panelOf } from '../panels/panel.ts';
import { texts } from '../texts/language.ts';
import { Shown } from './Shown.tsx';

/** The column at the left: tabs, and one panel below them. */
export function Drawer({ page }: { page: Page }) {
  const { drawer, folded } = page.state;
  const panels = page.hidden.shown(drawers);
  const panel = panelOf(panels, drawer.value);
  const words = texts.value.panels;
  return (
    <>
      {panels.length > 1 && (
        <nav class="drawers" data-covers="left" aria-label={texts.value.page.drawers} hidden={folded.value}>
          {panels.map(({ id }) => (
            <button
              type="button"
              key={id}
              title={words[id].hint}
              aria-pressed={panel.id === id}
              onClick={() => (drawer.value = id)}
            >
              {words[id].title}
            </button>
          ))}
        </nav>
      )}
      <section
        class={`drawer ${panel.id}`}
        id="drawer"
        data-covers="left"
        hidden={folded.value}
        aria-label={words[panel.id].title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what has nothing to be typed in is scrolled by keys
        tabIndex={0}
      >
        <Shown load={panel.load} title={words[panel.id].title} props={{ page }} />
      </section>
    </>
  );
}
