import { call, divide, type Expr, isCall, multiply, number, rewriteAll } from '../expr.ts';
import { linearForm, ratio } from '../linear.ts';
import type { Pass } from './pass.ts';

/**
 * Recognises quotients that are 0/0 at one point, c u / (exp(u) - 1) and c u / (1 - exp(u)) and replaces them by the Bernoulli function, which has the limit there. Hodgkin and Huxley's alpha_m
 * (at -40 mV) and alpha_n (at -55 mV) are of this kind.
 */
export const removeSingularities: Pass = {
  name: 'singularities',
  description: 'u / (exp(u) - 1) becomes a function that has the limit at u = 0',
  error: 0,
  apply: (formulas) =>
    rewriteAll(
      formulas,
      (node) => (isCall(node, 'divide') && quotient(node.args[0]!, node.args[1]!)) || node,
    ),
};

function quotient(numerator: Expr, denominator: Expr): Expr | undefined {
  const difference = expDifference(denominator);
  if (!difference) return undefined;
  const { exponent, sign } = difference;
  const u = linearForm(exponent);
  const factors = flattenProduct(numerator);
  for (const [i, factor] of factors.entries()) {
    const c = ratio(linearForm(factor), u);
    if (c === undefined) continue;
    const rest = factors.filter((_, j) => j !== i);
    return rest.reduce(multiply, multiply(number(sign * c), call('bernoulli', exponent)));
  }
  return undefined;
}

/** Reads `exp(u) - 1` (sign 1) and `1 - exp(u)` (sign -1). */
function expDifference(expr: Expr): { exponent: Expr; sign: 1 | -1 } | undefined {
  if (!isCall(expr, 'subtract')) return undefined;
  const [x, y] = expr.args as [Expr, Expr];
  const one = (e: Expr) => e.kind === 'number' && e.value === 1;
  if (isCall(x, 'exp') && one(y)) return { exponent: x.args[0]!, sign: 1 };
  if (one(x) && isCall(y, 'exp')) return { exponent: y.args[0]!, sign: -1 };
  return undefined;
}

/** The factors of a product; a quotient counts as a product with the reciprocal. */
function flattenProduct(expr: Expr): Expr[] {
  if (isCall(expr, 'multiply')) return expr.args.flatMap(flattenProduct);
  if (isCall(expr, 'divide')) return [...flattenProduct(expr.args[0]!), divide(number(1), expr.args[1]!)];
  if (isCall(expr, 'negate')) return [number(-1), ...flattenProduct(expr.args[0]!)];
  return [expr];
}
