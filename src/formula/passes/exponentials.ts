import { type Call, type Expr, exp, isCall, multiply, number, rewriteAll } from '../expr.ts';
import { expressionOf, type LinearForm, leadingFactor, linearForm, variableRatio } from '../linear.ts';
import type { Formulas, Pass } from './pass.ts';
import { wholePower } from './powers.ts';

/**
 * Highest power of an exponential that replaces another: each doubling doubles the relative rounding error. At 8 a
 * cell near its threshold misses the agreement with float64 that the tests ask for (0.01 ms in 200 ms).
 */
const HIGHEST = 4;
/** Largest offset that is taken out of an exponent: a larger one could overflow by itself. */
const LARGEST_OFFSET = 20;

/**
 * Exponentials whose arguments are small multiples of one another, apart from a constant, are made from one: with
 * E = exp(-V/80), exp(-(V + 65)/20) is exp(-3.25) E^4.
 */
export const shareExponentials: Pass = {
  name: 'exponentials',
  description: 'exponentials whose arguments are small multiples of one another are made from one',
  error: 1e-14,
  apply: (formulas) => {
    // Where an exponent contains another exponential, as in methods with several evaluations, sharing the inner ones
    // rewrites the outer ones, which are recognised in the next round.
    let current = formulas;
    for (;;) {
      const shared = shareOnce(current);
      if (exponentials(shared).length === exponentials(current).length) return shared;
      current = shared;
    }
  },
};

function shareOnce(formulas: Formulas): Formulas {
  const bases = basesOf(formulas);
  const squares = new Map<Expr, Expr[]>();
  return rewriteAll(formulas, (node) => {
    const form = isCall(node, 'exp') ? exponentForm(node.args[0]!) : undefined;
    const base = form && bases.find((candidate) => wholeRatio(form, candidate.form) !== undefined);
    if (!base) return node;
    const n = wholeRatio(form, base.form)!;
    // A base itself stays the node that it is, so that what contains it is still recognised.
    if (node === base.expr) return node;
    const power = wholePower(base.expr, n, squares);
    return multiply(number(Math.exp(form.constant)), power);
  });
}

/** An exponential without its constant factor. */
interface Base {
  readonly form: LinearForm;
  readonly expr: Expr;
}

/** The exponentials that the others can be made from, those with the smallest arguments. */
function basesOf(formulas: Formulas): Base[] {
  const candidates = exponentials(formulas).flatMap((expr) => {
    const form = exponentForm(expr.args[0]!);
    if (!form) return [];
    const variable: LinearForm = { terms: form.terms, constant: 0 };
    return [{ form: variable, expr: form.constant === 0 ? expr : exp(expressionOf(variable)) }];
  });
  candidates.sort((a, b) => Math.abs(leadingFactor(a.form)) - Math.abs(leadingFactor(b.form)));
  const bases: Base[] = [];
  for (const candidate of candidates) {
    if (!bases.some(({ form }) => wholeRatio(candidate.form, form) !== undefined)) bases.push(candidate);
  }
  return bases;
}

function exponentials(formulas: Formulas): Call[] {
  const found: Call[] = [];
  rewriteAll(formulas, (node) => {
    if (isCall(node, 'exp')) found.push(node);
    return node;
  });
  return found;
}

function exponentForm(exponent: Expr): LinearForm | undefined {
  const form = linearForm(exponent);
  return form.terms.size > 0 && Math.abs(form.constant) <= LARGEST_OFFSET ? form : undefined;
}

/** n with a = n b, apart from the constants, for a whole 1 <= n <= HIGHEST. */
function wholeRatio(a: LinearForm, b: LinearForm): number | undefined {
  const factor = variableRatio(a, b);
  if (factor === undefined) return undefined;
  const n = Math.round(factor);
  return n >= 1 && n <= HIGHEST && Math.abs(factor - n) < 1e-9 ? n : undefined;
}
