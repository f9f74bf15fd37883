import {
  add,
  call,
  divide,
  type Expr,
  less,
  multiply,
  negate,
  number,
  select,
  subtract,
  sum,
  symbol,
} from './expr.ts';
import { polynomial } from './polynomial.ts';
import { threefry2x32, type WordArithmetic } from './threefry.ts';

// Random numbers as formulas: the same words on every target and machine.

/** Symbols of the two words that tell the random numbers of one neuron from those of all others. */
export const SEED = 'random.seed';
export const CELL = 'random.cell';

const formulas: WordArithmetic<Expr> = {
  constant: number,
  add: (x, y) => call('addBits', x, y),
  xor: (x, y) => call('xorBits', x, y),
  rotateLeft: (x, bits) => call('rotateBits', x, number(bits)),
};

/** Counters from here on: population/random.ts counts dimensions from 0. */
const FIRST_STREAM = 0x80000000;

/**
 * A random word of a neuron in a step.
 * @param step a count of steps
 * @param stream what it is for; each pair of streams, from an even one on, costs as much as one
 */
export function randomWord(step: Expr, stream: number): Expr {
  const counter = [step, number(FIRST_STREAM + (stream >> 1))] as const;
  return threefry2x32(formulas, [symbol(SEED), symbol(CELL)], counter)[(stream & 1) as 0 | 1];
}

/**
 * What z / x is of w = -log(1 - x^2), where z is the normal number below which a part (1 + x) / 2 of all lies; numerator and
 * denominator. Fitted for all x that a word gives, up to 1 - 2^-24, where z is 5.4; off by at most 3e-7 of z.
 */
const numerator = [
  1.2533144837259418, 0.49814919109962436, 0.1022718400929874, 0.013675734257154905, 1.142072440142401e-3,
  1.0495051303149446e-5,
];
const denominator = [
  1, 0.13567325682917783, 0.03302159212428978, 3.1749810104672246e-3, 1.2231819279416153e-4,
];

/** A number from the normal distribution with mean 0 and standard deviation 1, from a random word by the inverse of its distribution. */
export function normal(word: Expr): Expr {
  const x = call('fractionOfBits', word);
  const w = negate(call('log', multiply(subtract(number(1), x), add(number(1), x))));
  return multiply(x, divide(polynomial(w, numerator), polynomial(w, denominator)));
}

/** Below this share of all words a further event is left out: fewer than one word in 2^24. */
const RESOLUTION = 2 ** -24;

/**
 * What `poissonCount` compares with, for a Poisson distribution: formulas that are to be computed in float64, so that counts are
 * the same in all precisions.
 * @param mean formula of the expected count
 * @param most largest value of it: with it grows the number of thresholds
 */
export function poissonThresholds(mean: Expr, most: number): Expr[] {
  const thresholds: Expr[] = [];
  let probability = Math.exp(-most);
  let above = 1 - probability;
  const powers: number[] = [1];
  for (let k = 0; above > RESOLUTION / 2; k++) {
    const below = multiply(call('exp', negate(mean)), polynomial(mean, powers));
    // Even multiples of 2^-24 lie between the numbers that words stand for.
    const whole = call('floor', multiply(number(1 / RESOLUTION), below));
    thresholds.push(subtract(multiply(number(2 * RESOLUTION), whole), number(1)));
    powers.push(powers[k]! / (k + 1));
    probability *= most / (k + 1);
    above -= probability;
  }
  return thresholds;
}

/** A number of events from a random word, by the inverse of the distribution whose thresholds these are. */
export function poissonCount(word: Expr, thresholds: readonly Expr[]): Expr {
  const x = call('fractionOfBits', word);
  return sum(thresholds.map((threshold) => select(less(threshold, x), number(1), number(0))));
}
