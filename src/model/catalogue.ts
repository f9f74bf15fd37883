import type { Membrane } from './membrane.ts';
import hodgkinHuxley from './membranes/hodgkin-huxley.json';
import lecture from './membranes/lecture.json';
import { readMembrane } from './read.ts';

/** The documents of the membranes that are shipped, in the order in which they are listed. */
const documents: readonly unknown[] = [hodgkinHuxley, lecture];

/** The shipped membranes, by the name that experiments use. */
export const membranes: Readonly<Record<string, Membrane>> = Object.fromEntries(
  documents.map(readMembrane).map((membrane) => [membrane.name, membrane]),
);
