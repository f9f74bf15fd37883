import { sameNeurons } from '../experiment/same-neurons.ts';
import type { State } from '../state.ts';
import type { Painted } from './painted.ts';

/**
 * What is painted on the cells that are wanted: what they are to be painted with, what those that run are painted with where they are the
 * same, or nothing.
 */
export function wantedPainting({ wanted, experiment, painted, paintWish }: State): Painted {
  const [next, present, wish] = [wanted.value, experiment.value, paintWish.value];
  if (wish && (!wish.on || wish.on === next)) return wish.painted;
  return !next || !present || sameNeurons(next, present) ? painted.value : [];
}
