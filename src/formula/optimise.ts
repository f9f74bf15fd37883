import { shareExponentials } from './passes/exponentials.ts';
import { fold } from './passes/fold.ts';
import { limitExponentials } from './passes/limits.ts';
import type { Formulas, Pass, PassContext } from './passes/pass.ts';
import { expandPowers } from './passes/powers.ts';
import { mergeQuotients } from './passes/quotients.ts';
import { boundRelaxations } from './passes/relaxations.ts';
import { removeSingularities } from './passes/singularities.ts';
import { expandSpecialFunctions } from './passes/special-functions.ts';

/** What every target needs: constants folded, singularities removed. */
export const canonicalPasses: readonly Pass[] = [fold, removeSingularities, fold];

/**
 * What makes formulas cheap, in this order.
 * @param relaxation largest relative error of a polynomial that stands for an exponential and a division
 * @param series that of one that stands for a quotient which loses digits
 */
const cheap = (relaxation: number, series: number): readonly Pass[] => [
  boundRelaxations(relaxation),
  expandSpecialFunctions(series),
  limitExponentials,
  shareExponentials,
  expandPowers,
  fold,
  mergeQuotients,
  fold,
];

/** What makes formulas cheap in float32: a few units in the last place. */
export const fastPasses = cheap(2e-7, 1.7e-7);
/** The same in float64. */
export const precisePasses = cheap(2e-16, 2e-16);

/** Nothing is known of any symbol. */
const nothingKnown: PassContext = { ranges: new Map() };

export function applyPasses(
  formulas: Formulas,
  passes: readonly Pass[],
  context: PassContext = nothingKnown,
): Formulas {
  return passes.reduce((current, pass) => pass.apply(current, context), formulas);
}
