import {
  add,
  call,
  type Expr,
  less,
  maximum,
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

/** One value for an even step and one for the odd step that follows. */
export type Two = readonly [even: Expr, odd: Expr];

/**
 * A random value of a neuron in a step. Two steps share the two words of a call of the generator.
 * @param step a count of steps
 * @param stream what it is for
 * @param values makes those of two steps of two random words
 */
export function random(step: Expr, stream: number, values: (words: Two) => Two): Expr {
  const key = [symbol(SEED), symbol(CELL)] as const;
  const counter = [call('pairOf', step), number(FIRST_STREAM + stream)] as const;
  const [even, odd] = values(threefry2x32(formulas, key, counter, 13));
  return select(call('isOdd', step), odd, even);
}

/** sin(pi x / 2) / x and cos(pi x / 2) of x^2 for x from -1 to 1, off by at most 3e-9 and 5e-8. */
const sine = [
  1.570796290022353, -0.6459633598656667, 0.07968848053952488, -0.004672227922160044, 0.00015082056405979483,
];
const cosine = [
  0.9999999534666392, -1.2336982146679403, 0.2536507446310633, -0.020810627512497792, 0.0008581906160360364,
];

/**
 * Two numbers from the normal distribution with mean 0 and standard deviation 1, at most 5.8, from two random words (G. E. P. Box
 * and M. E. Muller, Ann. Math. Stat. 29 (1958) 610-611).
 */
export function normals([first, second]: Two): Two {
  const share = multiply(number(0.5), add(number(1), call('fractionOfBits', first)));
  // Where a logarithm near 0 has the wrong sign by rounding there is no root.
  const radius = call('sqrt', maximum(multiply(number(-2), call('log', share)), number(0)));
  // The sine and cosine of half of the angle, pi x.
  const x = call('fractionOfBits', second);
  const square = multiply(x, x);
  const s = multiply(x, polynomial(square, sine));
  const c = polynomial(square, cosine);
  const twice = multiply(number(2), multiply(s, c));
  return [multiply(radius, subtract(multiply(c, c), multiply(s, s))), multiply(radius, twice)];
}

/** Words tell so many parts of a distribution apart: what is rarer than half of one is left out. */
const RESOLUTION = 2 ** -23;

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
    // Even multiples of 2^-23 lie between the numbers that words stand for.
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
