import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Page } from '../page.ts';
import type { Panel, PanelProps } from '../panels/panel.ts';

/** Panels whose code has come. */
const loaded = new Map<Panel, ComponentType<PanelProps>>();

/** A panel, as soon as its code is there. */
export function Shown({ page, panel }: { page: Page; panel: Panel }) {
  const failure = useSignal<string | undefined>(undefined);
  const count = useSignal(0);
  useEffect(() => {
    failure.value = undefined;
    if (loaded.has(panel)) return;
    panel.load().then(
      (component) => {
        loaded.set(panel, component);
        count.value++;
      },
      () => (failure.value = `"${panel.title}" could not be loaded; is the network there?`),
    );
  }, [panel, failure, count]);
  // Read so that it is drawn anew when the code comes.
  count.value;
  if (failure.value) return <p class="quiet">{failure.value}</p>;
  const Component = loaded.get(panel);
  return Component ? <Component page={page} key={panel.id} /> : <p class="quiet">Loading.</p>;
}
