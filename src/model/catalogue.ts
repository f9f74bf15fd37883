import type { Membrane } from './membrane.ts';
import { readMembrane } from './read.ts';

/** The documents of the membranes that are shipped: a file in the folder is one more. */
const documents = import.meta.glob('./membranes/*.json', { eager: true, import: 'default' });

/** The shipped membranes, by the name that experiments use. */
export const membranes: Readonly<Record<string, Membrane>> = Object.fromEntries(
  Object.values(documents)
    .map(readMembrane)
    .map((membrane) => [membrane.name, membrane]),
);
