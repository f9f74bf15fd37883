import { type Expr, exp, isCall, multiply, number, rewriteAll } from '../expr.ts';
import { expressionOf, type LinearForm, leadingFactor, linearForm, variableRatio } from '../linear.ts';
import type { Formulas, Pass } from './pass.ts';
import { wholePower } from './powers.ts';

/** Highest power of an exponential that replaces another: each doubling doubles the relative rounding error. */
const HIGHEST = 8;
/** Largest offset that is taken out of an exponent: a larger one could overflow by itself. */
const LARGEST_OFFSET = 20;

/**
 * Exponentials whose arguments are small multiples of one another, apart from a constant, are made from one: with
 * E = exp(-V/80), exp(-V/20) is E^4 and exp(-(V + 35)/10) is exp(-3.5) E^8.
 */
export const shareExponentials: Pass = {
  name: 'exponentials',
  description: 'exponentials whose arguments are small multiples of one another are made from one',
  error: 1e-14,
  apply: (formulas) => {
    const bases = basesOf(formulas);
    const squares = new Map<Expr, Expr[]>();
    return rewriteAll(formulas, (node) => {
      const form = isCall(node, 'exp') ? exponentForm(node.args[0]!) : undefined;
      if (!form) return node;
      for (const base of bases) {
        const n = wholeRatio(form, base.form);
        if (n !== undefined)
          return multiply(number(Math.exp(form.constant)), wholePower(base.expr, n, squares));
      }
      return node;
    });
  },
};

/** An exponential without its constant factor. */
interface Base {
  readonly form: LinearForm;
  readonly expr: Expr;
}

/** The exponentials that the others can be made from, those with the smallest arguments. */
function basesOf(formulas: Formulas): Base[] {
  const forms: LinearForm[] = [];
  rewriteAll(formulas, (node) => {
    const form = isCall(node, 'exp') ? exponentForm(node.args[0]!) : undefined;
    if (form) forms.push({ terms: form.terms, constant: 0 });
    return node;
  });
  forms.sort((a, b) => Math.abs(leadingFactor(a)) - Math.abs(leadingFactor(b)));
  const bases: Base[] = [];
  for (const form of forms) {
    if (bases.some((base) => wholeRatio(form, base.form) !== undefined)) continue;
    bases.push({ form, expr: exp(expressionOf(form)) });
  }
  return bases;
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
