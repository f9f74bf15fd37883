import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { texts } from '../texts/language.ts';

export interface ShownProps<Props> {
  load(): Promise<ComponentType<Props>>;
  /** What it is, for when it does not come. */
  readonly title: string;
  /** What it is given. */
  readonly props: Props;
}

/** Components whose code has come, by what loads them. */
const loaded = new Map<unknown, unknown>();

/** A component, as soon as its code is there. */
export function Shown<Props extends object>({ load, title, props }: ShownProps<Props>) {
  const failed = useSignal(false);
  const count = useSignal(0);
  useEffect(() => {
    failed.value = false;
    if (loaded.has(load)) return;
    load().then(
      (component) => {
        loaded.set(load, component);
        count.value++;
      },
      () => {
        failed.value = true;
      },
    );
  }, [load, failed, count]);
  // Read so that it is drawn anew when the code comes.
  count.value;
  if (failed.value) return <p class="quiet">{texts.value.page.notLoaded(title)}</p>;
  const Component = loaded.get(load) as ComponentType<Props> | undefined;
  return Component ? <Component {...props} /> : null;
}
