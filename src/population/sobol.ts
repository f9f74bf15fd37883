import { directionNumbers } from './joe-kuo.ts';
import type { Design, Points } from './points.ts';
import { randomWords, streams } from './random.ts';

// Sobol's sequence fills the cube more evenly than chance: of any 2^k points that begin at a multiple of 2^k, each
// dimension has exactly one in each of 2^k equal intervals, and the planes of two dimensions are filled in the like way.

const BITS = 32;

/** The first dimension is van der Corput's sequence and needs no table. */
export const SOBOL_DIMENSIONS = directionNumbers.length + 1;

/**
 * Points of Sobol's sequence, scrambled by the seed so that each is evenly distributed and the set as even as it was.
 * The first power of two of them is most even.
 */
export function sobolPoints({ seed, dimensions }: Design): Points {
  const directions = Array.from({ length: dimensions }, (_, dimension) => directionsOf(dimension));
  const seeds = directions.map((_, dimension) => randomWords(seed, streams.scrambling, 0, dimension)[0]);
  return (index, dimension) => {
    const word = scrambled(sobolWord(directions[dimension]!, index), seeds[dimension]!);
    return (word + 0.5) * 2 ** -BITS;
  };
}

/** The direction numbers of a dimension as binary fractions of 32 bits, by Bratley and Fox's recurrence (1988). */
export function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  if (dimension === 0) return directions.map((_, i) => 1 << (BITS - 1 - i));
  const [a, m] = directionNumbers[dimension - 1]!;
  const degree = m.length;
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      directions[i] = m[i]! << (BITS - 1 - i);
      continue;
    }
    const first = directions[i - degree]!;
    let direction = first ^ (first >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((a >>> (degree - 1 - k)) & 1) direction ^= directions[i - k]!;
    }
    directions[i] = direction;
  }
  return directions;
}

/** A coordinate as a binary fraction of 32 bits: the direction numbers of the set bits of the index, without a carry. */
export function sobolWord(directions: Uint32Array, index: number): number {
  let word = 0;
  for (let rest = index >>> 0, bit = 0; rest !== 0; rest >>>= 1, bit++) {
    if (rest & 1) word ^= directions[bit]!;
  }
  return word >>> 0;
}

/**
 * Owen's nested scrambling of a binary fraction by a hash: whether a digit changes depends on the seed and the digits
 * before it. B. Burley, "Practical hash-based Owen scrambling", J. Comput. Graph. Tech. 9(4) (2020), after S. Laine and
 * T. Karras, with the better hash of N. Vegdahl, "Building a better LK hash" (2021).
 */
function scrambled(word: number, seed: number): number {
  // Reversed, since in sums and products of integers a bit depends on those below it.
  let x = reverseBits(word);
  x ^= Math.imul(x, 0x3d20adea);
  x = (x + seed) | 0;
  x = Math.imul(x, (seed >>> 16) | 1);
  x ^= Math.imul(x, 0x05526c56);
  x ^= Math.imul(x, 0x53a22864);
  return reverseBits(x);
}

function reverseBits(word: number): number {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}
