import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { observeLayout } from '../layout.ts';
import type { Page } from '../page.ts';
import { cellPlots, populationPlots } from '../panels/catalogue.ts';
import { Drawer } from './Drawer.tsx';
import { Headline } from './Headline.tsx';
import { DropTarget } from './OpenFile.tsx';
import { Sheet } from './Sheet.tsx';
import { Slot } from './Slot.tsx';
import { Steps } from './Steps.tsx';
import { type NarrowPanel, Transport } from './Transport.tsx';

/** The population from edge to edge, and over it what explains and moves it. */
export function App({ page }: { page: Page }) {
  const root = useRef<HTMLDivElement>(null);
  const panel = useSignal<NarrowPanel>('curve');
  const { folded, populationPlot, cellPlot } = page.state;

  useEffect(() => observeLayout(root.current!, (layout) => page.setLayout(layout)), [page]);

  return (
    <div class="page" ref={root} data-panel={panel.value}>
      <Sheet page={page} />
      <div class="brand">
        <h1>Loligo</h1>
        <Steps page={page} />
        <button
          type="button"
          aria-expanded={!folded.value}
          aria-controls="drawer"
          onClick={() => (folded.value = !folded.value)}
        >
          {folded.value ? 'Show controls' : 'Hide controls'}
        </button>
      </div>
      <Headline page={page} />
      <Drawer page={page} />
      <div class="results" data-covers="right">
        <Slot page={page} panels={populationPlots} shown={populationPlot} label="Plot of the population" />
        <Slot page={page} panels={cellPlots} shown={cellPlot} label="Plot of the cell" />
      </div>
      <Transport page={page} panel={panel} />
      <DropTarget page={page} />
    </div>
  );
}
