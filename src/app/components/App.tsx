import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { observeLayout } from '../layout.ts';
import type { Page } from '../page.ts';
import { Controls } from './Controls.tsx';
import { CurvePanel } from './CurvePanel.tsx';
import { Headline } from './Headline.tsx';
import { DropTarget } from './MembraneFile.tsx';
import { Sheet } from './Sheet.tsx';
import { TracePanel } from './TracePanel.tsx';
import { type Panel, Transport } from './Transport.tsx';

/** A narrower window begins with the controls folded, CSS pixels. */
const ROOMY = 1100;

/** The population from edge to edge, and over it what explains and moves it. */
export function App({ page }: { page: Page }) {
  const root = useRef<HTMLDivElement>(null);
  const panel = useSignal<Panel>('curve');
  const folded = useSignal(innerWidth < ROOMY);

  useEffect(() => observeLayout(root.current!, (layout) => page.setLayout(layout)), [page]);

  return (
    <div class="page" ref={root} data-panel={panel.value}>
      <Sheet page={page} />
      <div class="brand">
        <h1>Loligo</h1>
        <button
          type="button"
          aria-expanded={!folded.value}
          aria-controls="controls"
          onClick={() => (folded.value = !folded.value)}
        >
          {folded.value ? 'Show controls' : 'Hide controls'}
        </button>
      </div>
      <Headline page={page} />
      <Controls page={page} folded={folded.value} />
      <div class="results" data-covers="right">
        <CurvePanel page={page} />
        <TracePanel page={page} />
      </div>
      <Transport page={page} panel={panel} />
      <DropTarget page={page} />
    </div>
  );
}
