import { type Expr, exp, isCall, minimum, number, rewriteAll } from '../expr.ts';
import { type Pass, rangesOf } from './pass.ts';

/**
 * Largest exponent of an exponential that is known to reach it, ln(1e30). Beyond, x / (1 + exp(u)) is 0 for every
 * purpose, and what is multiplied with the exponential still fits into float32, which ends at exp(88.7).
 */
export const LARGEST_EXPONENT = Math.log(1e30);

/** An exponential that stays below 1e30 for every argument. */
export const limitedExp = (exponent: Expr): Expr => exp(minimum(exponent, number(LARGEST_EXPONENT)));

/** Exponentials that leave float32 within the declared ranges stop at 1e30: what is infinite may become no number. */
export const limitExponentials: Pass = {
  name: 'limits',
  description: 'exponentials that would exceed float32 where their argument is allowed to be stop at 1e30',
  // Of values up to 1e30.
  error: 0,
  apply: (formulas, context) => {
    const ranges = rangesOf(formulas, context);
    return rewriteAll(formulas, (node, original) => {
      if (!isCall(node, 'exp') || !isCall(original, 'exp')) return node;
      const stays = ranges.holds(original.args[0], (range) => range[1] <= LARGEST_EXPONENT);
      return stays ? node : limitedExp(node.args[0]);
    });
  },
};
