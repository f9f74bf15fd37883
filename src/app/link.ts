import type { Membrane } from '../model/membrane.ts';
import { isShipped } from './membrane-choice.ts';

// The part of the address after #. It names the membrane, where that is shipped.

const KEY = 'model';

/** The name of the membrane that a link asks for, if it asks for one. @param fragment with its # */
export function membraneInLink(fragment: string): string | undefined {
  return new URLSearchParams(fragment.slice(1)).get(KEY) ?? undefined;
}

/** The fragment that asks for a membrane; none for one that is not shipped, since a link does not hold it. */
export function linkTo(membrane: Membrane): string {
  return isShipped(membrane) ? `#${new URLSearchParams({ [KEY]: membrane.name })}` : '';
}
