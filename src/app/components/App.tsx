import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { observeLayout } from '../frame/layout.ts';
import type { Page } from '../page.ts';
import { cellPlots, populationPlots } from '../panels/catalogue.ts';
import { texts } from '../texts/language.ts';
import { Brand } from './Brand.tsx';
import { Drawer } from './Drawer.tsx';
import { Headline } from './Headline.tsx';
import { DropTarget } from './OpenFile.tsx';
import { Sheet } from './Sheet.tsx';
import { Shown } from './Shown.tsx';
import { Slot } from './Slot.tsx';
import { type NarrowTab, Transport } from './Transport.tsx';
import './hidden.css';

const loadLessons = async () => (await import('../lessons/Lessons.tsx')).Lessons;

/** The population from edge to edge, and over it what explains and moves it. */
export function App({ page }: { page: Page }) {
  const root = useRef<HTMLDivElement>(null);
  const tab = useSignal<NarrowTab>('curve');
  const { populationPlot, cellPlot, lessons } = page.state;
  const words = texts.value.page;

  useEffect(() => observeLayout(root.current!, (layout) => page.setLayout(layout)), [page]);

  useSignalEffect(() => {
    if (lessons.shown.value) tab.value = 'lesson';
    else if (tab.peek() === 'lesson') tab.value = 'cells';
  });

  return (
    <div
      class="page"
      ref={root}
      data-tab={tab.value}
      data-folded={page.state.folded.value}
      data-hide={page.hidden.words}
    >
      <Sheet page={page} />
      <Brand page={page} />
      <Headline page={page} />
      {!page.hidden.drawer && <Drawer page={page} />}
      <aside class="lesson" data-covers="left" aria-label={words.lesson} hidden={!lessons.shown.value}>
        {lessons.shown.value && <Shown load={loadLessons} title={words.lessons} props={{ page }} />}
      </aside>
      {!page.hidden.has('plots') && (
        <section class="results" data-covers="right" aria-label={words.plots}>
          <Slot
            page={page}
            panels={page.hidden.shown(populationPlots)}
            shown={populationPlot}
            label={words.populationPlot}
          />
          <Slot page={page} panels={page.hidden.shown(cellPlots)} shown={cellPlot} label={words.cellPlot} />
        </section>
      )}
      <Transport page={page} tab={tab} />
      <DropTarget page={page} />
    </div>
  );
}
