import type { Expr, Operation } from './expr.ts';

/** The meaning of every operation in float64; all other targets are measured against it. */
export const float64Operations: Record<Operation, (x: number, y: number, z: number) => number> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  power: (x, y) => x ** y,
  minimum: (x, y) => Math.min(x, y),
  maximum: (x, y) => Math.max(x, y),
  within: (x, y) => Math.max(-y, Math.min(y, x)),
  negate: (x) => -x,
  exp: (x) => Math.exp(x),
  log: (x) => Math.log(x),
  sqrt: (x) => Math.sqrt(x),
  abs: (x) => Math.abs(x),
  floor: (x) => Math.floor(x),
  tanh: (x) => Math.tanh(x),
  sinh: (x) => Math.sinh(x),
  cosh: (x) => Math.cosh(x),
  cbrt: (x) => Math.cbrt(x),
  exprel: (x) => (x === 0 ? 1 : Math.expm1(x) / x),
  exprel2,
  bernoulli: (x) => (x === 0 ? 1 : x / Math.expm1(x)),
  less: (x, y) => (x < y ? 1 : 0),
  lessEqual: (x, y) => (x <= y ? 1 : 0),
  differ: (x, y) => ((x !== 0) !== (y !== 0) ? 1 : 0),
  and: (x, y) => (x !== 0 && y !== 0 ? 1 : 0),
  or: (x, y) => (x !== 0 || y !== 0 ? 1 : 0),
  not: (x) => (x !== 0 ? 0 : 1),
  select: (x, y, z) => (x !== 0 ? y : z),
  elapsed: (x, y) => x - y,
  addBits: (x, y) => (x + y) >>> 0,
  xorBits: (x, y) => (x ^ y) >>> 0,
  rotateBits: (x, y) => ((x << y) | (x >>> (32 - y))) >>> 0,
  fractionOfBits: (x) => (x & 0x7fffff) * 2 ** -22 + (2 ** -23 - 1),
  lookup: () => {
    throw new Error('a table is looked up in compiled formulas alone');
  },
  pairOf: (x) => (x & ~1) >>> 0,
  isOdd: (x) => x & 1,
};

/** Terms of the series of exprel2 are 1/n!; with this one it is exact to rounding for |x| <= 0.75. */
const LAST_TERM = 16;

/** The quotient loses digits near 0, where the series is used. */
function exprel2(x: number): number {
  if (Math.abs(x) > 0.75) return (Math.expm1(x) - x) / (x * x);
  let sum = 0;
  for (let n = LAST_TERM; n >= 2; n--) sum = (sum * x + 1) / n;
  return sum;
}

/**
 * Value of one formula.
 * @param cache gets the value of every part
 * @param operations what they mean
 * @throws Error if a symbol has no value
 */
export function evaluate(
  expr: Expr,
  values: Readonly<Record<string, number>>,
  cache = new Map<Expr, number>(),
  operations = float64Operations,
): number {
  const known = cache.get(expr);
  if (known !== undefined) return known;
  const value = compute(expr, values, cache, operations);
  cache.set(expr, value);
  return value;
}

function compute(
  expr: Expr,
  values: Readonly<Record<string, number>>,
  cache: Map<Expr, number>,
  operations: typeof float64Operations,
): number {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'symbol': {
      const value = values[expr.name];
      if (value === undefined) throw new Error(`the formula needs a value for "${expr.name}"`);
      return value;
    }
    case 'call': {
      const { args } = expr;
      const at = (i: number) => (i < args.length ? evaluate(args[i]!, values, cache, operations) : 0);
      return operations[expr.operation](at(0), at(1), at(2));
    }
  }
}
