import { same } from '../../input/same.ts';
import { isShipped, membranes } from '../../model/catalogue.ts';
import type { Membrane } from '../../model/membrane.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { partsOf } from '../../protocol/stimulus.ts';
import { withMoved } from '../controls/population.ts';
import { forMembrane } from '../controls/stimuli.ts';
import { EDITED, isEdited } from '../equations/naming.ts';
import { term, texts } from '../texts/language.ts';

/** The same experiment on another membrane, with that one's own numbers, in a range that tells what it does. */
export function withMembrane(experiment: Experiment, model: Membrane): ExperimentInput {
  const parameters = Object.fromEntries(
    Object.entries(model.parameters).map(([name, { value }]) => [name, value]),
  );
  const stimuli = partsOf(experiment.stimulus).map(({ stimulus }) => forMembrane(stimulus, model));
  const stimulus = stimuli.length === 1 ? stimuli[0]! : stimuli;
  const next: Experiment = { ...experiment, model, parameters, stimulus };
  return { ...next, ...withMoved(experiment, next, (path) => ({ path, stays: false })) };
}

/** What a membrane is called in the language of the page; an edited one after the one that it comes from. */
export function titleOf({ title }: Pick<Membrane, 'title'>): string {
  return title.endsWith(EDITED)
    ? texts.value.controls.edited(term(title.slice(0, -EDITED.length)))
    : term(title);
}

/** A membrane that can be chosen. */
export interface Offer {
  /** What the choice calls it by; no name of a membrane has a colon. */
  readonly key: string;
  readonly text: string;
  readonly membrane: Membrane;
}

/** The shipped membranes, then those from files and those that were edited and have run, and the present one in any case. */
export function offers(opened: readonly Membrane[], present: Membrane): readonly Offer[] {
  const fromFiles = isShipped(present) ? opened : withOpened(opened, present);
  return [
    ...Object.values(membranes).map((membrane) => ({
      key: membrane.name,
      text: titleOf(membrane),
      membrane,
    })),
    ...fromFiles.map((membrane) => ({
      key: `file:${membrane.name}`,
      text: isEdited(membrane) ? titleOf(membrane) : texts.value.controls.fromFile(titleOf(membrane)),
      membrane,
    })),
  ];
}

/** Those from files with another one, in the place of one of the same name. */
export const withOpened = (opened: readonly Membrane[], membrane: Membrane): readonly Membrane[] => [
  ...opened.filter(({ name }) => name !== membrane.name),
  membrane,
];

/**
 * The same experiment, or its document, with a membrane that is there already, if one says the same: it need not be checked again, nor
 * the population be made anew for it.
 */
export function withKnown<Document>(document: Document, opened: readonly Membrane[]): Document {
  const { model } = (document ?? {}) as { readonly model?: unknown };
  if (typeof model !== 'object') return document;
  const twin = [...Object.values(membranes), ...opened].find((membrane) => same(membrane, model));
  return twin ? { ...document, model: twin } : document;
}
