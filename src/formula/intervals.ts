import { float64Operations } from './evaluate.ts';
import type { Expr, Operation } from './expr.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** What nothing is known of. */
export const EVERYTHING: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Range of a call from those of its arguments; undefined where it may have a pole or be no number. */
type Rule = (x: Range, y: Range, z: Range) => Range | undefined;

const TRUTH: Range = [0, 1];
const { exp, tanh, sinh, cosh, cbrt, exprel, exprel2, bernoulli } = float64Operations;

/** Interval arithmetic of every operation. */
export const intervals: Readonly<Record<Operation, Rule>> = {
  add: ([a, b], [c, d]) => [a + c, b + d],
  subtract: ([a, b], [c, d]) => [a - d, b - c],
  multiply: product,
  divide: (x, [c, d]) => (c > 0 || d < 0 ? product(x, [1 / d, 1 / c]) : undefined),
  power,
  minimum: ([a, b], [c, d]) => [Math.min(a, c), Math.min(b, d)],
  within: ([a, b], [c, d]) => [Math.max(-d, Math.min(a, c)), Math.max(-c, Math.min(b, d))],
  maximum: ([a, b], [c, d]) => [Math.max(a, c), Math.max(b, d)],
  negate: ([a, b]) => [-b, -a],
  exp: rising(exp),
  log: ([a, b]) => (a > 0 ? [Math.log(a), Math.log(b)] : undefined),
  sqrt: ([a, b]) => (a >= 0 ? [Math.sqrt(a), Math.sqrt(b)] : undefined),
  abs: (x) => magnitudes(x),
  tanh: rising(tanh),
  sinh: rising(sinh),
  cosh: (x) => rising(cosh)(magnitudes(x), x, x),
  cbrt: rising(cbrt),
  exprel: rising(exprel, 0),
  exprel2: rising(exprel2, 0),
  bernoulli: ([a, b]) => [b === Number.POSITIVE_INFINITY ? 0 : bernoulli(b, 0, 0), bernoulli(a, 0, 0)],
  less: ([a, b], [c, d]) => (b < c ? [1, 1] : a >= d ? [0, 0] : TRUTH),
  lessEqual: ([a, b], [c, d]) => (b <= c ? [1, 1] : a > d ? [0, 0] : TRUTH),
  and: () => TRUTH,
  or: () => TRUTH,
  differ: () => TRUTH,
  not: () => TRUTH,
  select: ([a, b], y, z) => {
    if (a > 0 || b < 0) return y;
    return a === 0 && b === 0 ? z : [Math.min(y[0], z[0]), Math.max(y[1], z[1])];
  },
  elapsed: ([a, b], [c, d]) => [a - d, b - c],
};

/** A function that rises everywhere. @param least its limit at minus infinity, where the formula has none */
function rising(value: (x: number, y: number, z: number) => number, least?: number): Rule {
  const at = (x: number) => {
    if (x === Number.NEGATIVE_INFINITY && least !== undefined) return least;
    return x === Number.POSITIVE_INFINITY ? value(Number.MAX_VALUE, 0, 0) : value(x, 0, 0);
  };
  return ([a, b]) => [at(a), at(b)];
}

function product([a, b]: Range, [c, d]: Range): Range {
  // A bound of 0 stays 0, however large the other factor is.
  const times = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);
  const corners = [times(a, c), times(a, d), times(b, c), times(b, d)];
  return [Math.min(...corners), Math.max(...corners)];
}

function magnitudes([a, b]: Range): Range {
  const largest = Math.max(Math.abs(a), Math.abs(b));
  return [a <= 0 && b >= 0 ? 0 : Math.min(Math.abs(a), Math.abs(b)), largest];
}

function power(base: Range, [c, d]: Range): Range | undefined {
  const [a, b] = base;
  if (a > 0 || (a === 0 && c >= 0)) {
    const corners = [a ** c, a ** d, b ** c, b ** d];
    return [Math.min(...corners), Math.max(...corners)];
  }
  // Of what may be negative only whole powers are numbers, and negative ones have a pole.
  if (c !== d || !Number.isInteger(c)) return undefined;
  if (c < 0) return b < 0 ? intervals.divide([1, 1], power(base, [-c, -c])!, EVERYTHING) : undefined;
  if (c % 2 !== 0) return [a ** c, b ** c];
  const [low, high] = magnitudes(base);
  return [low ** c, high ** c];
}

/**
 * Range of an expression by interval arithmetic alone: it knows nothing of what its parts have to do with one another.
 * @param ranges of its symbols; nothing is known of others
 */
export function boundsOf(
  expr: Expr,
  ranges: ReadonlyMap<string, Range>,
  cache = new Map<Expr, Range | undefined>(),
): Range | undefined {
  if (expr.kind === 'number') return [expr.value, expr.value];
  if (expr.kind === 'symbol') return ranges.get(expr.name) ?? EVERYTHING;
  if (cache.has(expr)) return cache.get(expr);
  const args = expr.args.map((arg) => boundsOf(arg, ranges, cache));
  const [x = EVERYTHING, y = EVERYTHING, z = EVERYTHING] = args;
  const range = args.includes(undefined) ? undefined : intervals[expr.operation](x, y, z);
  const known = range?.some(Number.isNaN) ? undefined : range;
  cache.set(expr, known);
  return known;
}
