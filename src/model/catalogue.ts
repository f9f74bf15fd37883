import type { Membrane } from './membrane.ts';
import { readMembrane } from './read.ts';

/** The documents of the membranes that are shipped: a file in the folder is one more. */
const documents = import.meta.glob('./membranes/*.json', { eager: true, import: 'default' });

/** What everybody knows comes first, the rest by name. */
const first = ['hodgkin-huxley', 'lecture'];
const placeOf = ({ name }: Membrane) => (first.includes(name) ? first.indexOf(name) : first.length);

/** The shipped membranes, by the name that experiments use. */
export const membranes: Readonly<Record<string, Membrane>> = Object.fromEntries(
  Object.values(documents)
    .map(readMembrane)
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1))
    .map((membrane) => [membrane.name, membrane]),
);

/** Whether a membrane is the shipped one of its name: then the name says all. */
export const isShipped = (membrane: Membrane): boolean => membranes[membrane.name] === membrane;
