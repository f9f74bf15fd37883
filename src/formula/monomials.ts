import { type Call, divide, type Expr, multiply, symbol } from './expr.ts';

/**
 * A number times whole powers of atoms. Atoms are symbols and whatever is not made of sums, products and quotients;
 * they are told apart by name or, being interned, by identity.
 */
export interface Monomial {
  readonly coefficient: number;
  readonly powers: ReadonlyMap<string | Expr, number>;
}

/** A sum of monomials with different powers, such as V/k - Vh/k. */
export type Monomials = readonly Monomial[];

/** Sums of more terms are taken for atoms: no scale or shift of a formula needs as many. */
const MOST_TERMS = 8;
/** Decimal constants such as 0.1 * 40 are off by a few units in the last place. */
const TOLERANCE = 1e-12;

/** An expression multiplied out. @param cache those of the expressions seen so far */
export function monomialsOf(expr: Expr, cache: Map<Expr, Monomials>): Monomials {
  if (expr.kind === 'number') return constant(expr.value);
  if (expr.kind === 'symbol') return atom(expr.name);
  let found = cache.get(expr);
  if (!found) {
    found = compute(expr, cache) ?? atom(expr);
    cache.set(expr, found);
  }
  return found;
}

const constant = (value: number): Monomials =>
  value === 0 ? [] : [{ coefficient: value, powers: new Map() }];
const atom = (key: string | Expr): Monomials => [{ coefficient: 1, powers: new Map([[key, 1]]) }];

function compute({ operation, args }: Call, cache: Map<Expr, Monomials>): Monomials | undefined {
  const of = (arg: Expr) => monomialsOf(arg, cache);
  switch (operation) {
    case 'add':
      return limited(sum(args.flatMap(of)));
    case 'subtract':
      return limited(sum([...of(args[0]), ...scaled(of(args[1]), -1)]));
    case 'negate':
      return scaled(of(args[0]), -1);
    case 'multiply':
      return limited(product(of(args[0]), of(args[1])));
    case 'divide': {
      const [x, y] = args;
      const [term, ...others] = of(y);
      if (!term) return undefined;
      // A sum in the denominator is an atom of its own.
      const divisor = others.length === 0 ? term : { coefficient: 1, powers: new Map([[y, 1]]) };
      return product(of(x), [power(divisor, -1)]);
    }
    default:
      return undefined;
  }
}

const limited = (terms: Monomials): Monomials | undefined => (terms.length <= MOST_TERMS ? terms : undefined);

function scaled(terms: Monomials, by: number): Monomials {
  return terms.map(({ coefficient, powers }) => ({ coefficient: by * coefficient, powers }));
}

/** The sum of terms of which some may have the same powers. */
function sum(terms: Monomials): Monomials {
  const found: Monomial[] = [];
  for (const term of terms) {
    const at = found.findIndex(({ powers }) => samePowers(powers, term.powers));
    if (at < 0) found.push(term);
    else found[at] = { ...term, coefficient: found[at]!.coefficient + term.coefficient };
  }
  return found.filter(({ coefficient }) => coefficient !== 0);
}

function product(x: Monomials, y: Monomials): Monomials {
  return sum(x.flatMap((a) => y.map((b) => times(a, b))));
}

/** The product of two monomials. */
export function times(a: Monomial, b: Monomial): Monomial {
  const powers = new Map(a.powers);
  for (const [key, exponent] of b.powers) {
    const total = (powers.get(key) ?? 0) + exponent;
    if (total === 0) powers.delete(key);
    else powers.set(key, total);
  }
  return { coefficient: a.coefficient * b.coefficient, powers };
}

/** A monomial to the power of 1 or -1. */
export function power({ coefficient, powers }: Monomial, exponent: 1 | -1): Monomial {
  return {
    coefficient: coefficient ** exponent,
    powers: new Map([...powers].map(([key, value]) => [key, exponent * value])),
  };
}

/** The monomial c with a = c b, or undefined if there is none. */
export function monomialRatio(a: Monomials, b: Monomials): Monomial | undefined {
  const [first] = b;
  if (!first || a.length !== b.length) return undefined;
  return a
    .map((term) => times(term, power(first, -1)))
    .find((candidate) =>
      b.every((term) => {
        const expected = times(candidate, term);
        return a.some((other) => samePowers(other.powers, expected.powers) && isClose(other, expected));
      }),
    );
}

/** Whether it has any atom. */
export const varies = (terms: Monomials): boolean => terms.some(({ powers }) => powers.size > 0);

/** A factor times a monomial without its coefficient, as an expression. */
export function timesPowers(factor: Expr, { powers }: Monomial): Expr {
  let result = factor;
  for (const [key, exponent] of powers) {
    const base = typeof key === 'string' ? symbol(key) : key;
    for (let i = 0; i < Math.abs(exponent); i++) {
      result = exponent > 0 ? multiply(result, base) : divide(result, base);
    }
  }
  return result;
}

function samePowers(a: Monomial['powers'], b: Monomial['powers']): boolean {
  return a.size === b.size && [...a].every(([key, exponent]) => b.get(key) === exponent);
}

function isClose(a: Monomial, b: Monomial): boolean {
  return Math.abs(a.coefficient - b.coefficient) <= TOLERANCE * Math.abs(b.coefficient);
}
