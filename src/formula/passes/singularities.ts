import {
  add,
  call,
  divide,
  type Expr,
  exp,
  isCall,
  multiply,
  negate,
  number,
  type Operation,
  rewriteAll,
} from '../expr.ts';
import { Interner } from '../interning.ts';
import {
  type Monomial,
  type Monomials,
  monomialRatio,
  monomialsOf,
  power,
  times,
  timesPowers,
  varies,
} from '../monomials.ts';
import type { Pass } from './pass.ts';

/**
 * Recognises quotients that are 0/0 at one point and writes them with a function that has the limit there:
 * u / (exp(u) - 1) and (exp(u) - 1) / u, also with signs, factors and scales that are symbols, and tanh(u) / u,
 * sinh(u) / u and their inverses. Hodgkin and Huxley's alpha_m (at -40 mV) and alpha_n (at -55 mV) are of the first kind.
 */
export const removeSingularities: Pass = {
  name: 'singularities',
  description: 'u / (exp(u) - 1) and the like become functions that have the limit at u = 0',
  error: 0,
  apply: (formulas) => {
    const interner = new Interner();
    const known: Known = { cache: new Map(), grows: growing() };
    return rewriteAll(formulas, (node) => {
      if (!isCall(node, 'divide') && !isCall(node, 'multiply')) return node;
      const product = factorsOf(node);
      if (!product.some(({ expr }) => mayVanish(expr, known.grows))) return node;
      // Equal atoms of one product are one object, as ratios need it.
      const factors = product.map(({ expr, exponent }) => ({ expr: interner.intern(expr), exponent }));
      return withLimit(factors, known) ?? node;
    });
  },
};

/** What is known of the expressions seen so far. */
interface Known {
  readonly cache: Map<Expr, Monomials>;
  /** Whether a sum, product or quotient has an exponential among its terms and factors. */
  readonly grows: (expr: Expr) => boolean;
}

/** One factor of a product, or its reciprocal. */
interface Factor {
  readonly expr: Expr;
  readonly exponent: 1 | -1;
}

/** Products of more factors are not taken apart further. */
const MOST_FACTORS = 32;

function factorsOf(expr: Expr, exponent: 1 | -1 = 1, found: Factor[] = []): Factor[] {
  const apart = found.length < MOST_FACTORS && expr.kind === 'call' ? expr : undefined;
  switch (apart?.operation) {
    case 'multiply':
      factorsOf(apart.args[0], exponent, found);
      return factorsOf(apart.args[1], exponent, found);
    case 'divide':
      factorsOf(apart.args[0], exponent, found);
      return factorsOf(apart.args[1], exponent === 1 ? -1 : 1, found);
    case 'negate':
      found.push({ expr: number(-1), exponent });
      return factorsOf(apart.args[0], exponent, found);
    default:
      found.push({ expr, exponent });
      return found;
  }
}

/** Operations that monomials are made of. */
const transparent: ReadonlySet<Operation> = new Set(['add', 'subtract', 'negate', 'multiply', 'divide']);

function growing(): Known['grows'] {
  const known = new Map<Expr, boolean>();
  const grows = (expr: Expr): boolean => {
    if (expr.kind !== 'call') return false;
    if (!transparent.has(expr.operation)) return expr.operation === 'exp';
    let found = known.get(expr);
    if (found === undefined) {
      found = expr.args.some(grows);
      known.set(expr, found);
    }
    return found;
  };
  return grows;
}

/** Whether a factor looks like exp(u) - 1, tanh(u) or sinh(u). */
function mayVanish(expr: Expr, grows: (expr: Expr) => boolean): boolean {
  if (isCall(expr, 'tanh') || isCall(expr, 'sinh')) return true;
  const isNumber = (arg: Expr): boolean =>
    arg.kind === 'number' || (isCall(arg, 'negate') && isNumber(arg.args[0]));
  return (isCall(expr, 'add') || isCall(expr, 'subtract')) && expr.args.some(isNumber) && grows(expr);
}

/** The product with a pair of factors that vanish together replaced, or undefined if there is none. */
function withLimit(factors: readonly Factor[], known: Known): Expr | undefined {
  const { cache } = known;
  for (const vanishing of factors) {
    const zero = zeroOf(vanishing.expr, known);
    if (!zero) continue;
    const u = monomialsOf(zero.u, cache);
    if (!varies(u)) continue;
    for (const other of factors) {
      if (other.exponent === vanishing.exponent) continue;
      const terms = monomialsOf(other.expr, cache);
      const scale = monomialRatio(terms, u);
      if (!scale || !vanishes(u, scale) || leavesPole(scale, terms)) continue;
      const limit = zero.limit(vanishing.exponent);
      const rest = factors.filter((factor) => factor !== vanishing && factor !== other);
      const factor = power({ ...scale, coefficient: scale.coefficient / zero.factor }, other.exponent);
      return productOf(factor, limit, rest, cache);
    }
  }
  return undefined;
}

/** A function factor x f(u) that is about u where u is small. */
interface Zero {
  readonly factor: number;
  readonly u: Expr;
  /** (f(u) / u)^exponent, without the singularity. */
  limit(exponent: 1 | -1): Expr;
}

function zeroOf(expr: Expr, { cache, grows }: Known): Zero | undefined {
  if (isCall(expr, 'tanh')) {
    const u = expr.args[0];
    // u (exp(2u) + 1) / (exp(2u) - 1), and (1 - exp(-2 |u|)) / |u| / (1 + exp(-2 |u|)).
    const inverse = () => add(u, call('bernoulli', multiply(number(2), u)));
    const falling = multiply(number(-2), call('abs', u));
    const limit = () => divide(multiply(number(2), call('exprel', falling)), add(number(1), exp(falling)));
    return { factor: 1, u, limit: (exponent) => (exponent < 0 ? inverse() : limit()) };
  }
  if (isCall(expr, 'sinh')) {
    const u = expr.args[0];
    // 2 |u| exp(-|u|) / (1 - exp(-2 |u|)): no exponential of it is large.
    const size = call('abs', u);
    const falling = multiply(number(-2), size);
    const inverse = () => multiply(exp(negate(size)), call('bernoulli', falling));
    const limit = () => multiply(exp(size), call('exprel', falling));
    return { factor: 1, u, limit: (exponent) => (exponent < 0 ? inverse() : limit()) };
  }
  return mayVanish(expr, grows) ? growthOf(monomialsOf(expr, cache)) : undefined;
}

/** Reads a (exp(u) - 1), where exp(u) may stand as 1 / exp(-u). */
function growthOf(terms: Monomials): Zero | undefined {
  const offset = terms.find(({ powers }) => powers.size === 0);
  const grown = terms.find(({ powers }) => powers.size === 1);
  if (terms.length !== 2 || !offset || !grown || offset.coefficient !== -grown.coefficient) return undefined;
  const [[key, exponent] = ['', 0] as const] = grown.powers;
  if (typeof key === 'string' || !isCall(key, 'exp') || Math.abs(exponent) !== 1) return undefined;
  const u = exponent > 0 ? key.args[0] : negate(key.args[0]);
  return {
    factor: grown.coefficient,
    u,
    limit: (power) => call(power > 0 ? 'exprel' : 'bernoulli', u),
  };
}

/** Whether scale x u vanishes with u: a sum does in any case, a product if one of its factors is not divided away. */
function vanishes(u: Monomials, { powers }: Monomial): boolean {
  return (
    u.length > 1 || [...(u[0]?.powers ?? [])].some(([key, own]) => own > 0 && (powers.get(key) ?? 0) >= 0)
  );
}

/** Whether terms are divided by what they vanish with themselves, as in V / (exp(V^2) - 1) with a scale of 1 / V. */
function leavesPole(scale: Monomial, terms: Monomials): boolean {
  return [...scale.powers].some(
    ([key, exponent]) => exponent < 0 && terms.some(({ powers }) => (powers.get(key) ?? 0) > 0),
  );
}

/** Scale, limit and the other factors; scales that are symbols cancel against those that stand in the formula. */
function productOf(scale: Monomial, limit: Expr, rest: readonly Factor[], cache: Map<Expr, Monomials>): Expr {
  let symbols: Monomial = { coefficient: 1, powers: scale.powers };
  const kept: Factor[] = [];
  for (const factor of rest) {
    const [term, ...others] = monomialsOf(factor.expr, cache);
    const cancels =
      term && others.length === 0 && [...term.powers.keys()].some((key) => symbols.powers.has(key));
    if (cancels) symbols = times(symbols, power(term, factor.exponent));
    else kept.push(factor);
  }
  const factor = multiply(number(scale.coefficient * symbols.coefficient), limit);
  return kept.reduce(
    (product, { expr, exponent }) => multiply(product, exponent > 0 ? expr : divide(number(1), expr)),
    timesPowers(factor, symbols),
  );
}
