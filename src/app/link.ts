import { effect, type ReadonlySignal } from '@preact/signals';
import { InputError } from '../input/schema.ts';
import { isShipped } from '../model/catalogue.ts';
import type { Membrane } from '../model/membrane.ts';
import { membraneOf } from '../protocol/experiment.ts';

// The part of the address after #. It names the membrane, where that is shipped.

const KEY = 'model';

/**
 * The membrane that a link asks for, if it asks for one.
 * @param fragment with its #
 * @throws InputError if there is none of that name
 */
export function membraneInLink(fragment: string): Membrane | undefined {
  const name = new URLSearchParams(fragment.slice(1)).get(KEY);
  try {
    return name === null ? undefined : membraneOf(name);
  } catch (error) {
    throw error instanceof InputError ? error.within('the link: ') : error;
  }
}

/** The fragment that asks for a membrane; none for one that is not shipped, since a link does not hold it. */
export function linkTo(membrane: Membrane): string {
  return isShipped(membrane) ? `#${new URLSearchParams({ [KEY]: membrane.name })}` : '';
}

/** Calls back at once, and whenever another link of the page is followed. */
export function onLink(follow: (fragment: string) => void): void {
  follow(location.hash);
  addEventListener('hashchange', () => follow(location.hash));
}

/** Lets the address name the present membrane, once there is one. */
export function keepLink(membrane: ReadonlySignal<Membrane | undefined>): void {
  effect(() => {
    if (!membrane.value) return;
    history.replaceState(history.state, '', linkTo(membrane.value) || location.pathname + location.search);
  });
}
