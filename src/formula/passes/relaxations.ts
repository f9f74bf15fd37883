import { add, type Expr, isCall, multiply, number, rewriteAll } from '../expr.ts';
import { polynomial } from '../polynomial.ts';
import type { Range } from '../ranges.ts';
import { type Pass, rangesOf } from './pass.ts';

/** Doublings and coefficients beyond which an exponential and a division are cheaper; in float64 those need more as well. */
const MOST_DOUBLINGS = 4;
const mostCoefficients = (error: number): number => (error > 1e-10 ? 9 : 18);

/**
 * exprel(x) = (exp(x) - 1)/x over a known range becomes a polynomial of x / 2^k and k doublings,
 * exprel(2x) = exprel(x) (1 + x exprel(x) / 2). An exponential relaxation then costs neither an exponential nor a
 * division.
 * @param error largest relative error that a polynomial may have
 */
export const boundRelaxations = (error: number): Pass => ({
  name: 'relaxations',
  description: '(exp(x) - 1) / x becomes a polynomial where x is bounded',
  error,
  apply: (formulas, context) => {
    const ranges = rangesOf(formulas, context);
    return rewriteAll(formulas, (node, original) => {
      if (!isCall(node, 'exprel') || !isCall(original, 'exprel')) return node;
      // The range is that of the argument as it was, before anything in it was replaced.
      const range = ranges.of(original.args[0]);
      const polynomialOf = range && approximation(range, error);
      return polynomialOf ? polynomialOf(node.args[0]) : node;
    });
  },
});

/** The cheapest polynomial and number of doublings for a range, if any is good enough. */
function approximation(range: Range, error: number): ((x: Expr) => Expr) | undefined {
  const largest = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  let best: { doublings: number; coefficients: number[]; cost: number } | undefined;
  for (let doublings = 0; doublings <= MOST_DOUBLINGS; doublings++) {
    const reach = largest / 2 ** doublings;
    if (reach === 0) return () => number(1);
    // Relative to the least value, exprel(-reach); each doubling at most doubles it.
    const tolerance = (error * -Math.expm1(-reach)) / reach / 2 ** doublings;
    const coefficients = [1];
    // Each further Taylor coefficient is 1/(n + 1)!; the first one left out bounds the error.
    let term = reach / 2;
    while (term > tolerance && coefficients.length < mostCoefficients(error)) {
      coefficients.push(coefficients.at(-1)! / (coefficients.length + 1));
      term *= reach / (coefficients.length + 1);
    }
    if (term > tolerance) continue;
    const cost = 2 * coefficients.length + 4 * doublings;
    if (!best || cost < best.cost) best = { doublings, coefficients, cost };
  }
  if (!best) return undefined;
  const { doublings, coefficients } = best;
  return (x) => {
    let scaled = multiply(number(2 ** -doublings), x);
    let value = polynomial(scaled, coefficients);
    for (let i = 0; i < doublings; i++) {
      value = multiply(value, add(number(1), multiply(number(0.5), multiply(scaled, value))));
      scaled = multiply(number(2), scaled);
    }
    return value;
  };
}
