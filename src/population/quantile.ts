import { exp, log } from './elementary.ts';

// The standard normal distribution.

/** Coefficients of numerator and denominator in the middle, from the highest power down. */
const MIDDLE = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
] as const;
/** Towards the ends, down to a probability of exp(-25). */
const FLANK = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const TAIL = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

/**
 * The standard deviations below which a share `p` of a normal distribution lies, to about 16 digits: algorithm AS 241,
 * PPND16, of M. J. Wichura, Appl. Statist. 37 (1988) 477-484.
 */
export function normalQuantile(p: number): number {
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    return fromMiddle * rational(MIDDLE, 0.180625 - fromMiddle * fromMiddle);
  }
  const r = Math.sqrt(-log(fromMiddle < 0 ? p : 1 - p));
  const size = r <= 5 ? rational(FLANK, r - 1.6) : rational(TAIL, r - 5);
  return fromMiddle < 0 ? -size : size;
}

function rational(
  [numerator, denominator]: readonly [readonly number[], readonly number[]],
  x: number,
): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < 8; i++) {
    above = above * x + numerator[i]!;
    below = below * x + denominator[i]!;
  }
  return above / below;
}

/** The share of a normal distribution that lies below `z` standard deviations; also a tiny one has its digits. */
export function normalProbability(z: number): number {
  if (z > 0) return 1 - normalProbability(-z);
  const density = exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (density === 0) return 0;
  return z > -2 ? 0.5 + density * seriesFromMiddle(z) : density / fractionOfTail(-z);
}

/** z + z^3/3 + z^5/(3 5) + z^7/(3 5 7) + ..., until a term adds nothing. */
function seriesFromMiddle(z: number): number {
  let sum = 0;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** Laplace's continued fraction z + 1/(z + 2/(z + 3/(z + ...))); 200 levels are good for 17 digits from z = 2 on. */
function fractionOfTail(z: number): number {
  let fraction = z;
  for (let level = 200; level >= 1; level--) fraction = z + level / fraction;
  return fraction;
}
