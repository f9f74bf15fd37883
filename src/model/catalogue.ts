import { hodgkinHuxley } from './hodgkin-huxley.ts';
import { lecture } from './lecture.ts';
import type { Membrane } from './membrane.ts';

/** The built-in membranes, by the name that experiments use. */
export const membranes: Readonly<Record<string, Membrane>> = Object.fromEntries(
  [hodgkinHuxley, lecture].map((membrane) => [membrane.name, membrane]),
);
