import { add, type Call, type Expr, multiply, number, type Operation } from './expr.ts';
import type { Ranges } from './ranges.ts';

/**
 * A sum of atoms with numeric factors and a constant. Atoms are symbols and whatever is not itself a sum with numeric
 * factors.
 */
export interface LinearForm {
  readonly terms: ReadonlyMap<Key, Term>;
  readonly constant: number;
}

/** Symbols are the same atom by name, other expressions by identity: passes keep shared subtrees shared. */
type Key = string | Expr;

interface Term {
  readonly atom: Expr;
  readonly factor: number;
}

/** Decimal constants such as 0.1 * 40 are off by a few units in the last place. */
const TOLERANCE = 1e-12;

/**
 * The linear form of an expression; one that is not a sum is a form of one atom.
 * @param cache forms of the expressions seen so far, for formulas that share subtrees
 */
export function linearForm(expr: Expr, cache = new Map<Expr, LinearForm>()): LinearForm {
  if (expr.kind === 'number') return { terms: new Map(), constant: expr.value };
  if (expr.kind === 'symbol') return formOfAtom(expr, expr.name);
  let form = cache.get(expr);
  if (!form) {
    form = sumOf(expr, cache) ?? formOfAtom(expr, expr);
    cache.set(expr, form);
  }
  return form;
}

function formOfAtom(atom: Expr, key: Key): LinearForm {
  return { terms: new Map([[key, { atom, factor: 1 }]]), constant: 0 };
}

/** Operations that a sum is made of. */
const sums: ReadonlySet<Operation> = new Set(['add', 'subtract', 'negate', 'multiply', 'divide']);

/** The form of a sum or of a multiple of one; undefined for any other operation. */
function sumOf({ operation, args }: Call, cache: Map<Expr, LinearForm>): LinearForm | undefined {
  if (!sums.has(operation)) return undefined;
  const [x, y] = args.map((arg) => linearForm(arg, cache)) as [LinearForm, LinearForm];
  switch (operation) {
    case 'add':
      return combine(x, y, 1);
    case 'subtract':
      return combine(x, y, -1);
    case 'negate':
      return scale(x, -1);
    case 'divide':
      return isConstant(y) ? scale(x, 1 / y.constant) : undefined;
    default:
      if (isConstant(x)) return scale(y, x.constant);
      return isConstant(y) ? scale(x, y.constant) : undefined;
  }
}

/** The factor c with a = c b, apart from the constants, or undefined if there is none. */
export function variableRatio(a: LinearForm, b: LinearForm): number | undefined {
  const [first] = b.terms.keys();
  if (first === undefined || a.terms.size !== b.terms.size) return undefined;
  const factor = (a.terms.get(first)?.factor ?? 0) / b.terms.get(first)!.factor;
  if (factor === 0) return undefined;
  const matches = [...b.terms].every(([key, term]) =>
    isClose(a.terms.get(key)?.factor, factor * term.factor),
  );
  return matches ? factor : undefined;
}

/** The factor c with a = c b, or undefined if there is none. */
export function ratio(a: LinearForm, b: LinearForm): number | undefined {
  const factor = variableRatio(a, b);
  return factor !== undefined && isClose(a.constant, factor * b.constant) ? factor : undefined;
}

/** The expression of a form divided by `divisor`. */
export function expressionOf({ terms, constant }: LinearForm, divisor = 1): Expr {
  const parts = [...terms.values()].map(({ atom, factor }) =>
    factor === divisor ? atom : multiply(number(factor / divisor), atom),
  );
  if (constant !== 0 || parts.length === 0) parts.push(number(constant / divisor));
  return parts.reduce(add);
}

/** Factor of the first atom, 0 if there is none. */
export function leadingFactor({ terms }: LinearForm): number {
  const [first] = terms.values();
  return first?.factor ?? 0;
}

/** The largest value of a form, or undefined if it is not bounded or not known. */
export function upperBound({ terms, constant }: LinearForm, ranges: Ranges): number | undefined {
  let bound = constant;
  for (const { atom, factor } of terms.values()) {
    const range = ranges.of(atom);
    if (!range) return undefined;
    bound += factor * (factor > 0 ? range[1] : range[0]);
  }
  return bound;
}

export function isConstant({ terms }: LinearForm): boolean {
  return terms.size === 0;
}

function scale({ terms, constant }: LinearForm, by: number): LinearForm {
  return {
    terms: new Map([...terms].map(([key, { atom, factor }]) => [key, { atom, factor: factor * by }])),
    constant: constant * by,
  };
}

function combine(x: LinearForm, y: LinearForm, sign: 1 | -1): LinearForm {
  const terms = new Map(x.terms);
  for (const [key, { atom, factor }] of y.terms) {
    const total = (terms.get(key)?.factor ?? 0) + sign * factor;
    if (total === 0) terms.delete(key);
    else terms.set(key, { atom, factor: total });
  }
  return { terms, constant: x.constant + sign * y.constant };
}

function isClose(value: number | undefined, expected: number): boolean {
  return value !== undefined && Math.abs(value - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
}
