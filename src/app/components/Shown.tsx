import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

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
  const Component = loaded.get(load) as ComponentType<Props> | undefined;
  return Component ? <Component {...props} key={title} /> : null;
}
