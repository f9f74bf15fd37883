import { membranes } from '../../model/catalogue.ts';
import type { Membrane } from '../../model/membrane.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import type { Page } from '../page.ts';
import { edited, isWrong, type Wrong } from './edit.ts';
import type { Place } from './entry.ts';
import { originOf, sameButName } from './naming.ts';

/**
 * Goes on with other lines for one equation of the membrane that runs, or with further ones.
 * @returns what is wrong with them, if something is; then what runs runs on
 */
export function proposeLines(page: Page, place: Place | undefined, text: string): Wrong | undefined {
  const experiment = page.state.wanted.value;
  if (!experiment) return undefined;
  const result = edited(experiment.model, place, text);
  if (isWrong(result)) return result;
  const origin = originOf(result, knownTo(page));
  const model = origin && sameButName(origin, result) ? origin : result;
  const reason = page.propose(withEquations(experiment, model));
  return reason === undefined ? undefined : { text: reason };
}

/** Every membrane that can be gone back to. */
export const knownTo = (page: Page): readonly Membrane[] => [
  ...Object.values(membranes),
  ...page.state.opened.value,
];

/** The same experiment with other equations: numbers that are set stay set, unless the equations bring another one. */
export function withEquations(experiment: Experiment, model: Membrane): ExperimentInput {
  const former = experiment.model.parameters;
  const parameters = Object.entries(model.parameters).map(([name, { value, range }]) => {
    const set = experiment.parameters[name];
    const isKept = set !== undefined && former[name]?.value === value && set >= range[0] && set <= range[1];
    return [name, isKept ? set : value];
  });
  return { ...experiment, model, parameters: Object.fromEntries(parameters) };
}
