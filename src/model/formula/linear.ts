import { add, type Expr, multiply, number } from './expr.ts';

/**
 * A sum of atoms with numeric factors and a constant. Atoms are symbols and whatever is not itself a sum with numeric
 * factors.
 */
export interface LinearForm {
  readonly terms: ReadonlyMap<string, Term>;
  readonly constant: number;
}

interface Term {
  readonly atom: Expr;
  readonly factor: number;
}

/** Decimal constants such as 0.1 * 40 are off by a few units in the last place. */
const TOLERANCE = 1e-12;

/** The linear form of an expression; one that is not a sum is a form of one atom. */
export function linearForm(expr: Expr): LinearForm {
  if (expr.kind === 'number') return { terms: new Map(), constant: expr.value };
  if (expr.kind === 'call') {
    const [x, y] = expr.args as [Expr, Expr];
    switch (expr.operation) {
      case 'add':
        return combine(linearForm(x), linearForm(y), 1);
      case 'subtract':
        return combine(linearForm(x), linearForm(y), -1);
      case 'negate':
        return scale(linearForm(x), -1);
      case 'multiply':
        if (x.kind === 'number') return scale(linearForm(y), x.value);
        if (y.kind === 'number') return scale(linearForm(x), y.value);
        break;
      case 'divide':
        if (y.kind === 'number') return scale(linearForm(x), 1 / y.value);
        break;
    }
  }
  return { terms: new Map([[keyOf(expr), { atom: expr, factor: 1 }]]), constant: 0 };
}

/** The factor c with a = c b, apart from the constants, or undefined if there is none. */
export function variableRatio(a: LinearForm, b: LinearForm): number | undefined {
  const [first] = b.terms.keys();
  if (first === undefined || a.terms.size !== b.terms.size) return undefined;
  const factor = (a.terms.get(first)?.factor ?? 0) / b.terms.get(first)!.factor;
  const matches = [...b.terms].every(([key, term]) =>
    isClose(a.terms.get(key)?.factor, factor * term.factor),
  );
  return matches && factor !== 0 ? factor : undefined;
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

const numbers = new WeakMap<Expr, number>();
let count = 0;

/** Symbols are the same atom by name, other expressions by identity: passes keep shared subtrees shared. */
function keyOf(atom: Expr): string {
  if (atom.kind === 'symbol') return atom.name;
  if (!numbers.has(atom)) numbers.set(atom, ++count);
  return `#${numbers.get(atom)}`;
}
