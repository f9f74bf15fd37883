import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Page } from '../page.ts';

type Load = () => Promise<ComponentType<{ readonly page: Page }>>;

/** Components whose code has come. */
const loaded = new Map<Load, ComponentType<{ readonly page: Page }>>();

/** A component, as soon as its code is there. @param title what it is, for when it does not come */
export function Shown({ page, load, title }: { page: Page; load: Load; title: string }) {
  const failure = useSignal<string | undefined>(undefined);
  const count = useSignal(0);
  useEffect(() => {
    failure.value = undefined;
    if (loaded.has(load)) return;
    load().then(
      (component) => {
        loaded.set(load, component);
        count.value++;
      },
      () => {
        failure.value = `"${title}" could not be loaded; is the network there?`;
      },
    );
  }, [load, title, failure, count]);
  // Read so that it is drawn anew when the code comes.
  count.value;
  if (failure.value) return <p class="quiet">{failure.value}</p>;
  const Component = loaded.get(load);
  return Component ? <Component page={page} key={title} /> : null;
}
