import { type Call, callsOf, type Expr, exp, isCall, multiply, number, rewriteAll } from '../expr.ts';
import {
  expressionOf,
  type LinearForm,
  leadingFactor,
  linearForm,
  upperBound,
  variableRatio,
} from '../linear.ts';
import type { Ranges } from '../ranges.ts';
import { type Formulas, type Pass, rangesOf } from './pass.ts';
import { wholePower } from './powers.ts';

/**
 * Highest power of an exponential that replaces another: each doubling doubles the relative rounding error. At 8 a
 * cell near its threshold misses the agreement with float64 that the tests ask for (0.01 ms in 200 ms).
 */
const HIGHEST = 4;
/** Largest offset that is taken out of an exponent: a larger one could overflow by itself. */
const LARGEST_OFFSET = 20;

/** Largest exponent that is made into a power: exp(85) is 8e36, near the end of float32. */
const LARGEST_MULTIPLE = 85;

/**
 * Exponentials whose arguments are small multiples of one another, apart from a constant, are made from one: with
 * E = exp(-V/80), exp(-(V + 65)/20) is exp(-3.25) E^4.
 */
export const shareExponentials: Pass = {
  name: 'exponentials',
  description: 'exponentials whose arguments are small multiples of one another are made from one',
  error: 1e-14,
  apply: (formulas, context) => {
    const exponents = new Exponents(rangesOf(formulas, context));
    // Where an exponent contains another exponential, as in methods with several evaluations, sharing the inner ones
    // rewrites the outer ones, which are recognised in the next round.
    let current = formulas;
    let found = exponentials(current);
    for (;;) {
      const shared = replace(current, powersOf(found, exponents));
      const left = exponentials(shared);
      if (left.length === found.length) return shared;
      current = shared;
      found = left;
    }
  },
};

/** An exponential as factor x base^power. */
interface Power {
  readonly factor: number;
  readonly base: Expr;
  readonly power: number;
}

/** An exponential without its constant factor. */
interface Base {
  readonly form: LinearForm;
  readonly expr: Expr;
}

/** What each exponential is made from: the one with the smallest argument of which its own is a multiple. */
function powersOf(found: readonly Call[], exponents: Exponents): Map<Expr, Power> {
  const candidates = found.flatMap((expr) => {
    const form = exponents.formOf(expr);
    return form ? [{ expr, form, slope: Math.abs(leadingFactor(form)) }] : [];
  });
  candidates.sort((a, b) => a.slope - b.slope);
  const basesOf = indexed<Base>();
  const powers = new Map<Expr, Power>();
  for (const { expr, form } of candidates) {
    const bases = basesOf(form);
    let base = bases.find((other) => wholeRatio(form, other.form) !== undefined);
    if (!base) {
      const variable: LinearForm = { terms: form.terms, constant: 0 };
      base = { form: variable, expr: form.constant === 0 ? expr : exp(expressionOf(variable)) };
      bases.push(base);
    }
    // A base itself stays the node that it is, so that what contains it is still recognised.
    if (expr === base.expr) continue;
    powers.set(expr, {
      factor: Math.exp(form.constant),
      base: base.expr,
      power: wholeRatio(form, base.form)!,
    });
  }
  return powers;
}

/** Lists for forms, one for all forms of the same atoms: only these can be multiples of one another. */
function indexed<Item>(): (form: LinearForm) => Item[] {
  const numbers = new Map<unknown, number>();
  const lists = new Map<number, Item[]>();
  return ({ terms }) => {
    let least = Number.POSITIVE_INFINITY;
    for (const atom of terms.keys()) {
      const number = numbers.get(atom) ?? numbers.size;
      numbers.set(atom, number);
      least = Math.min(least, number);
    }
    const list = lists.get(least) ?? [];
    lists.set(least, list);
    return list;
  };
}

function replace(formulas: Formulas, powers: ReadonlyMap<Expr, Power>): Formulas {
  const squares = new Map<Expr, Expr[]>();
  return rewriteAll(formulas, (node) => {
    const found = powers.get(node);
    return found ? multiply(number(found.factor), wholePower(found.base, found.power, squares)) : node;
  });
}

const exponentials = (formulas: Formulas): Call[] => callsOf(formulas).filter((node) => isCall(node, 'exp'));

/** The exponents that can be shared. */
class Exponents {
  readonly #ranges: Ranges;
  readonly #forms = new Map<Expr, LinearForm>();

  constructor(ranges: Ranges) {
    this.#ranges = ranges;
  }

  /** The exponent of an exponential, if a power can stand for it. */
  formOf({ args }: Call): LinearForm | undefined {
    const form = linearForm(args[0], this.#forms);
    if (form.terms.size === 0 || Math.abs(form.constant) > LARGEST_OFFSET) return undefined;
    // Without its constant an exponential can be larger than it is.
    const largest = upperBound({ terms: form.terms, constant: 0 }, this.#ranges) ?? 0;
    return largest <= LARGEST_MULTIPLE ? form : undefined;
  }
}

/** n with a = n b, apart from the constants, for a whole 1 <= n <= HIGHEST. */
function wholeRatio(a: LinearForm, b: LinearForm): number | undefined {
  const factor = variableRatio(a, b);
  if (factor === undefined) return undefined;
  const n = Math.round(factor);
  return n >= 1 && n <= HIGHEST && Math.abs(factor - n) < 1e-9 ? n : undefined;
}
