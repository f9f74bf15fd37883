import { isCurrent } from '../../protocol/stimulus.ts';
import { quantityOf } from '../experiment/quantities.ts';
import { plain, prose, unit } from '../numbers/format.ts';
import type { State } from '../state.ts';
import { type FitsAnswer, type FitsQuestion, type FittedFunction, isOfSame, questionOf } from './fits.ts';

/** The function that is drawn on the curve, and all that were fitted with it. */
export interface ShownFit extends FitsAnswer {
  readonly fit: FittedFunction;
}

/** What would be asked of the present curve. */
export function askable({ curve, experiment }: State): FitsQuestion | undefined {
  const vary = experiment.value?.sweep.x?.vary;
  if (!curve.value || !vary || !isCurrent(vary, experiment.value!.stimulus)) return undefined;
  return questionOf(curve.value, quantityOf(experiment.value!, vary).unit);
}

/** The function that is drawn: the one that was chosen, else the best; undefined where none is fitted to the present currents. */
export function shownFit(state: State): ShownFit | undefined {
  const { fits, fit } = state.onCurve;
  const answer = fits.value;
  const question = askable(state);
  if (!answer || !question || !isOfSame(answer.question, question)) return undefined;
  const chosen = answer.fits.find(({ name }) => name === fit.value) ?? answer.fits[0];
  return chosen && { ...answer, fit: chosen };
}

/** The numbers of a function with their names and units, in words. */
export const numbersOf = ({ numbers }: FittedFunction): string =>
  numbers
    .map(({ name, value, unit: own }) => `${name} ${plain(value, 3)} ${prose(unit(own))}`.trim())
    .join(', ');
