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

/** What makes formulas cheap in float32 on a GPU, in this order. */
export const fastPasses: readonly Pass[] = [
  boundRelaxations,
  expandSpecialFunctions,
  limitExponentials,
  shareExponentials,
  expandPowers,
  fold,
  mergeQuotients,
  fold,
];

/** Nothing is known of any symbol. */
const nothingKnown: PassContext = { ranges: new Map() };

export function applyPasses(
  formulas: Formulas,
  passes: readonly Pass[],
  context: PassContext = nothingKnown,
): Formulas {
  return passes.reduce((current, pass) => pass.apply(current, context), formulas);
}
