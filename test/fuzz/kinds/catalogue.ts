import type { Kind } from '../kind.ts';
import { experiment } from './experiment.ts';
import { lesson } from './lesson.ts';
import { link } from './link.ts';
import { membrane } from './membrane.ts';
import { neuroml } from './neuroml.ts';
import { points, samples, table, trace } from './tables.ts';

/** Everything that people write and Loligo reads. */
export const kinds: Readonly<Record<string, Kind>> = {
  experiment,
  membrane,
  link,
  lesson,
  table,
  samples,
  trace,
  points,
  neuroml,
};
