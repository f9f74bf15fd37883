import { call, divide, type Expr, exp, isCall, multiply, number, rewriteAll, subtract } from '../expr.ts';
import { expressionOf, leadingFactor, linearForm } from '../linear.ts';
import { polynomial } from '../polynomial.ts';
import type { Pass } from './pass.ts';

/** Taylor coefficients of x / (exp(x) - 1) at 0, Bernoulli(n) / n!. */
const BERNOULLI = [1, -1 / 2, 1 / 12, 0, -1 / 720];
/** Up to here the series is used: its error there, x^6 / 30240, is that of the quotient in float32. */
const BERNOULLI_REACH = 0.4;
/** Taylor coefficients of (exp(x) - 1) / x at 0. */
const EXPREL = [1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320];

/**
 * The functions that replaced 0/0 are written with exponentials and, near 0 where those lose digits, with their
 * Taylor series; the choice is a select, not a branch.
 */
export const expandSpecialFunctions: Pass = {
  name: 'special functions',
  description: 'u / (exp(u) - 1) and (exp(u) - 1) / u are written without branches, with a series near 0',
  // Bernoulli's next term, x^6 / 30240 at x = 0.4, is the largest, relative to its value of 0.81 there.
  error: 1.7e-7,
  apply: (formulas) =>
    rewriteAll(formulas, (node) => {
      if (!isCall(node, 'bernoulli') && !isCall(node, 'exprel')) return node;
      const argument = shifted(node.args[0]!);
      const { x } = argument;
      if (isCall(node, 'bernoulli')) {
        // One division with its numerator and denominator chosen: the quotient can be merged with others.
        const near = isNear(argument, BERNOULLI_REACH);
        return divide(
          call('select', near, series(argument, BERNOULLI), x),
          call('select', near, number(1), subtract(exp(x), number(1))),
        );
      }
      const far = divide(subtract(exp(x), number(1)), x);
      return call('select', isNear(argument, 0.5), series(argument, EXPREL), far);
    }),
};

/** x = scale * base. */
interface Shifted {
  readonly x: Expr;
  readonly scale: number;
  readonly base: Expr;
}

/** An argument that is a sum as scale * (x + shift): the scale goes into coefficients and limits. */
function shifted(x: Expr): Shifted {
  const form = linearForm(x);
  const scale = leadingFactor(form);
  if (scale === 0) return { x, scale: 1, base: x };
  const base = expressionOf(form, scale);
  return { x: multiply(number(scale), base), scale, base };
}

function isNear({ scale, base }: Shifted, limit: number): Expr {
  return call('less', multiply(base, base), number((limit / scale) ** 2));
}

function series({ scale, base }: Shifted, coefficients: readonly number[]): Expr {
  return polynomial(
    base,
    coefficients.map((c, i) => c * scale ** i),
  );
}
