import { f64x2 } from './precision.ts';
import type { Value, Vectors } from './vectors.ts';

// Functions that the instruction set lacks, each for a vector at a time and without branches.

/** ln 2 in two parts, the first with so few digits that its multiples by exponents are exact. */
const LN2 = {
  f32x4: { high: 0.693359375, low: -2.1219444005469057e-4 },
  f64x2: { high: 0.6931471803691238, low: 1.9082149292705877e-10 },
} as const;

/** Arguments beyond which exp is the smallest normal number or the largest power of e that there is room for. */
const EXP_RANGE = { f32x4: [-87.33, 88.72], f64x2: [-708.39, 709.78] } as const;

/** Coefficients for |r| <= ln 2 / 2: what is left out is below half a unit in the last place. */
const expSeries = {
  f32x4: interpolation(Math.exp, Math.LN2 / 2, 7),
  f64x2: interpolation(Math.exp, Math.LN2 / 2, 12),
} as const;

/**
 * exp(x) = 2^n exp(r), n whole and |r| <= ln 2 / 2. The sum of x / ln 2 and a number whose last digit counts ones has n in its
 * last bits, from where it is added to the exponent of exp(r). It neither overflows nor underflows: beyond the range of normal
 * numbers it stays at the end of that range.
 */
export function exp(v: Vectors, x: Value): Value {
  const { name, significand } = v.precision;
  const [least, most] = EXP_RANGE[name];
  const bounded = v.greater(v.isAtMost(x, most) ? x : v.lesser(x, v.number(most)), v.number(least));
  const rounding = v.number(1.5 * 2 ** significand);
  const shifted = v.add(v.multiply(bounded, v.number(Math.LOG2E)), rounding);
  const n = v.subtract(shifted, rounding);
  const { high, low } = LN2[name];
  const r = v.subtract(v.subtract(bounded, v.multiply(n, v.number(high))), v.multiply(n, v.number(low)));
  return v.integer('add', v.polynomial(r, expSeries[name]), v.shift('shl', shifted, significand));
}

/** Coefficients of the series of 2 atanh(s) / s - 2 in powers of s^2, s <= 0.172. */
const logSeries = (terms: number) => Array.from({ length: terms }, (_, k) => 2 / (2 * k + 3));

/** x = 2^e m with m between sqrt(1/2) and sqrt(2): e as a number, and m - 1. For positive normal x. */
function taken(v: Vectors, x: Value): { e: Value; f: Value } {
  const { name, significand, bias } = v.precision;
  const root = v.bits(name === 'f32x4' ? 0x3f3504f3n : 0x3fe6a09e667f3bcdn);
  const steps = v.integer('sub', x, root);
  const exponent = v.shift(
    'shr_u',
    v.integer('add', steps, v.bits(BigInt(bias) << BigInt(significand))),
    significand,
  );
  // 64-bit whole numbers have no conversion: they become the last digits of a number, from which the rest is subtracted.
  const whole = 2 ** significand;
  const asNumber = v.subtract(v.or(exponent, v.number(whole)), v.number(whole + bias));
  const scale = v.shift('shl', v.integer('sub', exponent, v.bits(BigInt(bias))), significand);
  return { e: asNumber, f: v.subtract(v.integer('sub', x, scale), v.number(1)) };
}

/**
 * ln(x) = e ln 2 + 2 atanh(s), s = f / (2 + f), m = 1 + f (fdlibm's e_log.c has this form). Subnormal numbers count as 0, of which
 * it is minus infinity; of negative ones it is no number.
 */
export function log(v: Vectors, x: Value): Value {
  const { name } = v.precision;
  const { e, f } = taken(v, x);
  const s = v.divide(f, v.add(v.number(2), f));
  const z = v.multiply(s, s);
  const series = v.multiply(z, v.polynomial(z, logSeries(name === 'f32x4' ? 4 : 10)));
  const half = v.multiply(v.number(0.5), v.multiply(f, f));
  // f - (f^2/2 - s (f^2/2 + series)): what is subtracted from f is small against it.
  const small = v.subtract(
    half,
    v.add(v.multiply(s, v.add(half, series)), v.multiply(e, v.number(LN2[name].low))),
  );
  const value = v.subtract(v.multiply(e, v.number(LN2[name].high)), v.subtract(small, f));
  return atEnds(v, x, value);
}

/** Puts in what a logarithm is where its formula is not valid. */
function atEnds(v: Vectors, x: Value, value: Value): Value {
  const least = v.number(v.precision.name === 'f32x4' ? 2 ** -126 : 2 ** -1022);
  const infinite = v.number(Number.POSITIVE_INFINITY);
  const small = v.select(v.less(x, v.number(0)), v.number(Number.NaN), v.number(Number.NEGATIVE_INFINITY));
  // Infinity and what is no number stay what they are.
  return v.select(v.less(x, least), small, v.select(v.less(x, infinite), value, x));
}

/**
 * x^y = exp(y ln |x|), with ln |x| to twice the digits in float64; the sign is that of x where y is odd, and where x is negative
 * and y is no whole number there is no value. In float32 by float64, two numbers at a time.
 */
export function power(v: Vectors, x: Value, y: Value): Value {
  if (v.precision.name === 'f64x2') return power64(v, x, y);
  const d = v.in(f64x2);
  const halves = [
    [x, y],
    [highHalf(v, x), highHalf(v, y)],
  ].map(([a, b]) => {
    const promoted = [a!, b!].map((one) => d.op('f64x2.promote_low_f32x4', one));
    return d.op('f32x4.demote_f64x2_zero', power64(d, promoted[0]!, promoted[1]!));
  });
  return joined(v, halves[0]!, halves[1]!);
}

const bytes = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
/** The last two numbers of four, in the place of the first two. */
const highHalf = (v: Vectors, x: Value): Value =>
  v.immediate('i8x16.shuffle', [...bytes(8, 8), ...bytes(8, 8)], x, x);
/** The first two numbers of each. */
const joined = (v: Vectors, x: Value, y: Value): Value =>
  v.immediate('i8x16.shuffle', [...bytes(0, 8), ...bytes(16, 8)], x, y);

/** A sum or product with what rounding leaves out of it. */
interface Double {
  readonly high: Value;
  readonly low: Value;
}

/** Veltkamp's splitting into two halves of the digits. */
function halves(v: Vectors, x: Value): Double {
  const scaled = v.multiply(x, v.number(2 ** 27 + 1));
  const high = v.subtract(scaled, v.subtract(scaled, x));
  return { high, low: v.subtract(x, high) };
}

/** Dekker's product. */
function product(v: Vectors, x: Value, y: Value): Double {
  const high = v.multiply(x, y);
  const [a, b] = [halves(v, x), halves(v, y)];
  const first = v.subtract(v.multiply(a.high, b.high), high);
  const middle = v.add(v.add(first, v.multiply(a.high, b.low)), v.multiply(a.low, b.high));
  return { high, low: v.add(middle, v.multiply(a.low, b.low)) };
}

/** A sum of two of which the first is larger. */
function sum(v: Vectors, x: Value, y: Value): Double {
  const high = v.add(x, y);
  return { high, low: v.subtract(y, v.subtract(high, x)) };
}

function power64(v: Vectors, x: Value, y: Value): Value {
  const size = v.abs(x);
  const { e, f } = taken(v, size);
  // s = f / (2 + f) and the remainder of that division.
  const below = sum(v, v.number(2), f);
  const s = v.divide(f, below.high);
  const back = product(v, s, below.high);
  const left = v.subtract(v.subtract(v.subtract(f, back.high), back.low), v.multiply(s, below.low));
  const s_low = v.divide(left, below.high);
  const z = v.multiply(s, s);
  const cubic = v.multiply(v.multiply(s, z), v.polynomial(z, logSeries(11)));
  const [two_s, tail] = [v.add(s, s), v.add(v.add(s_low, s_low), cubic)];
  const main = sum(v, v.multiply(e, v.number(LN2.f64x2.high)), two_s);
  const rest = v.add(v.add(main.low, tail), v.multiply(e, v.number(LN2.f64x2.low)));
  const ln = sum(v, main.high, rest);
  const exponent = product(v, y, ln.high);
  const small = v.add(exponent.low, v.multiply(y, ln.low));
  const whole = exp(v, exponent.high);
  const value = v.add(whole, v.multiply(whole, small));
  return signed(v, x, y, size, value);
}

/** Puts in the sign of a power, and what it is of 0 and where nothing is a power. */
function signed(v: Vectors, x: Value, y: Value, size: Value, value: Value): Value {
  const zero = v.number(0);
  const whole = v.equal(v.op('f64x2.floor', y), y);
  const half = v.multiply(y, v.number(0.5));
  const odd = v.and(whole, v.differs(v.op('f64x2.floor', half), half));
  const sign = v.and(odd, v.and(x, v.number(-0)));
  const ofZero = v.select(v.less(y, zero), v.number(Number.POSITIVE_INFINITY), zero);
  const positive = v.select(v.less(size, v.number(2 ** -1022)), ofZero, value);
  const real = v.select(v.and(v.less(x, zero), v.not(whole)), v.number(Number.NaN), v.or(positive, sign));
  return v.select(v.equal(y, zero), v.number(1), real);
}

/** The cube root: by a logarithm, and one step of Newton's method, which leaves rounding alone. */
export function cbrt(v: Vectors, x: Value): Value {
  const size = v.abs(x);
  const near = exp(v, v.multiply(log(v, size), v.number(1 / 3)));
  const step = v.divide(v.subtract(near, v.divide(size, v.multiply(near, near))), v.number(3));
  const root = v.or(v.subtract(near, step), v.and(x, v.number(-0)));
  return v.select(v.less(size, v.number(v.precision.name === 'f32x4' ? 2 ** -126 : 2 ** -1022)), x, root);
}

/** The polynomial through a function at the roots of a Chebyshev polynomial in -reach .. reach, nearly the best of its degree. */
function interpolation(f: (x: number) => number, reach: number, terms: number): number[] {
  const nodes = Array.from({ length: terms }, (_, i) => reach * Math.cos((Math.PI * (i + 0.5)) / terms));
  const differences = nodes.map(f);
  for (let order = 1; order < terms; order++)
    for (let i = terms - 1; i >= order; i--)
      differences[i] = (differences[i]! - differences[i - 1]!) / (nodes[i]! - nodes[i - order]!);
  let coefficients = [differences[terms - 1]!];
  for (let i = terms - 2; i >= 0; i--) {
    const times = [0, ...coefficients];
    coefficients = times.map((c, k) => c - nodes[i]! * (coefficients[k] ?? 0));
    coefficients[0]! += differences[i]!;
  }
  return coefficients;
}
