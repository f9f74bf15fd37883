import { float64Operations } from './evaluate.ts';
import type { Call, Expr, Operation } from './expr.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** What nothing is known of. */
export const EVERYTHING: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Range of a call from those of its arguments; undefined where it may have a pole or be no number. */
type Rule = (x: Range, y: Range, z: Range) => Range | undefined;

const TRUTH: Range = [0, 1];
const WORD: Range = [0, 2 ** 32 - 1];
const { exp, tanh, sinh, cosh, cbrt, exprel, exprel2, bernoulli } = float64Operations;

// Pairs are taken apart by index: where formulas are compiled for the first time, patterns cost many times more.

/** Interval arithmetic of every operation. */
export const intervals: Readonly<Record<Operation, Rule>> = {
  add: (x, y) => [x[0] + y[0], x[1] + y[1]],
  subtract: (x, y) => [x[0] - y[1], x[1] - y[0]],
  multiply: product,
  divide: (x, y) => (y[0] > 0 || y[1] < 0 ? product(x, [1 / y[1], 1 / y[0]]) : undefined),
  power,
  minimum: (x, y) => [Math.min(x[0], y[0]), Math.min(x[1], y[1])],
  within: ([a, b], [c, d]) => [Math.max(-d, Math.min(a, c)), Math.max(-c, Math.min(b, d))],
  maximum: (x, y) => [Math.max(x[0], y[0]), Math.max(x[1], y[1])],
  negate: (x) => [-x[1], -x[0]],
  exp: rising(exp),
  log: ([a, b]) => (a > 0 ? [Math.log(a), Math.log(b)] : undefined),
  sqrt: ([a, b]) => (a >= 0 ? [Math.sqrt(a), Math.sqrt(b)] : undefined),
  abs: (x) => magnitudes(x),
  floor: ([a, b]) => [Math.floor(a), Math.floor(b)],
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
  elapsed: (x, y) => [x[0] - y[1], x[1] - y[0]],
  addBits: () => WORD,
  xorBits: () => WORD,
  rotateBits: () => WORD,
  fractionOfBits: () => [2 ** -23 - 1, 1 - 2 ** -23],
  lookup: () => EVERYTHING,
  pairOf: () => WORD,
  isOdd: () => TRUTH,
};

/** A function that rises everywhere. @param least its limit at minus infinity, where the formula has none */
function rising(value: (x: number, y: number, z: number) => number, least?: number): Rule {
  const at = (x: number) => {
    if (x === Number.NEGATIVE_INFINITY && least !== undefined) return least;
    return x === Number.POSITIVE_INFINITY ? value(Number.MAX_VALUE, 0, 0) : value(x, 0, 0);
  };
  return (x) => [at(x[0]), at(x[1])];
}

function product(x: Range, y: Range): Range {
  const ac = times(x[0], y[0]);
  const ad = times(x[0], y[1]);
  const bc = times(x[1], y[0]);
  const bd = times(x[1], y[1]);
  return [Math.min(ac, ad, bc, bd), Math.max(ac, ad, bc, bd)];
}

/** A bound of 0 stays 0, however large the other factor is. */
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

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
 * @param ranges of its symbols
 * @param cache gets the range of every part
 * @param undeclared range of all other symbols
 */
export function boundsOf(
  expr: Expr,
  ranges: ReadonlyMap<string, Range>,
  cache = new Map<Expr, Range | undefined>(),
  undeclared: Range = EVERYTHING,
): Range | undefined {
  if (expr.kind === 'number') return [expr.value, expr.value];
  if (expr.kind === 'symbol') return ranges.get(expr.name) ?? undeclared;
  const found = cache.get(expr);
  if (found || cache.has(expr)) return found;
  const range = callRange(expr, (arg) => boundsOf(arg, ranges, cache, undeclared));
  cache.set(expr, range);
  return range;
}

/** Range of a call. @param of the range of an argument, if it has one */
export function callRange(
  { operation, args }: Call,
  of: (arg: Expr) => Range | undefined,
): Range | undefined {
  const x = of(args[0]);
  const y = args[1] ? of(args[1]) : EVERYTHING;
  const z = args[2] ? of(args[2]) : EVERYTHING;
  const range = x && y && z && intervals[operation](x, y, z);
  return range && !Number.isNaN(range[0]) && !Number.isNaN(range[1]) ? range : undefined;
}
