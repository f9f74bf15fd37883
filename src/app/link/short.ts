import { same } from '../../input/same.ts';
import { isShipped } from '../../model/catalogue.ts';
import type { Membrane } from '../../model/membrane.ts';
import { type Experiment, type ExperimentInput, membraneOf } from '../../protocol/experiment.ts';
import { writtenOf } from '../../protocol/written.ts';
import { openingExperiment } from '../experiment/opening.ts';

// Links that people can read and write: `#model=wang-buzsaki` is how the page opens with that membrane.

const KEY = 'model';

/**
 * The membrane that a link names; undefined if it is not of this kind.
 * @param fragment without its #
 * @throws InputError if there is none of that name
 */
export function membraneInLink(fragment: string): Membrane | undefined {
  const name = new URLSearchParams(fragment).get(KEY);
  return name === null ? undefined : membraneOf(name);
}

/** The lesson that a link names; undefined if it is not of this kind. `#lesson=threshold` begins it. */
export const lessonInLink = (fragment: string): string | undefined =>
  new URLSearchParams(fragment).get('lesson') ?? undefined;

/**
 * The fragment of what the page opens with; undefined if it says too little.
 * @param cells so many are there when the page opens
 */
export function shortLink(experiment: Experiment, stepChosen: boolean, cells: number): string | undefined {
  const { model } = experiment;
  if (!isShipped(model)) return undefined;
  const written = writtenOf(experiment, stepChosen);
  if (!same(written, openingDocument(model, cells))) return undefined;
  return new URLSearchParams({ [KEY]: model.name }).toString();
}

/** What the page opens with on a membrane, as an experiment that is written. */
export const openingDocument = (model: Membrane, cells: number): ExperimentInput =>
  writtenOf(openingExperiment(cells, model), true);
