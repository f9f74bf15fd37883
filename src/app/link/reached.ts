import { effect, untracked } from '@preact/signals';
import type { State } from '../state.ts';

/** Does something once the population runs what is wanted now; never, if that fails or something else is wanted before. */
export function whenReached({ wanted, experiment }: State, act: () => void): void {
  const target = wanted.peek();
  effect(function () {
    const running = experiment.value;
    const settled = running !== undefined && running === wanted.value;
    const hopeless = target !== undefined && (settled ? running : wanted.value) !== target;
    if (!settled && !hopeless) return;
    this.dispose();
    if (!hopeless) untracked(act);
  });
}
