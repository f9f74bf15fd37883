import type { Design, Points } from './points.ts';
import { randomWords, streams } from './random.ts';

/**
 * A Latin hypercube: in every dimension each of `count` equal intervals holds exactly one point, at random inside it, and
 * the order of the intervals is another in every dimension.
 */
export function latinHypercube({ seed, count, dimensions }: Design): Points {
  const orders = Array.from({ length: dimensions }, (_, dimension) => permutation(count, seed, dimension));
  return (index, dimension) => {
    const [jitter] = randomWords(seed, streams.jitter, index, dimension);
    // An odd multiple of 2^-21: with the 32 bits of the interval it fills a float64, so the sum is never rounded up.
    const within = ((jitter >>> 12) + 0.5) * 2 ** -20;
    return (orders[dimension]!(index) + within) / count;
  };
}

const ROUNDS = 8;
/** On fewer bits the network makes some orders more often than others. */
const LEAST_BITS = 10;

/**
 * A seeded order of the numbers 0 to count - 1, of which any one can be computed alone: a Feistel network on the least
 * number of bits that holds them (M. Luby and C. Rackoff 1988), entered again as long as it leads out of them (J. Black
 * and P. Rogaway 2002), which is less than once on average from 512 numbers on.
 */
export function permutation(count: number, seed: number, number: number): (index: number) => number {
  const bits = Math.max(LEAST_BITS, 32 - Math.clz32(count - 1));
  const lowBits = bits >> 1;
  const lowMask = 2 ** lowBits - 1;
  const highMask = 2 ** (bits - lowBits) - 1;
  const keys = Uint32Array.from(
    { length: ROUNDS },
    (_, round) => randomWords(seed, streams.permutation, round, number)[0],
  );
  return (index) => {
    let value = index;
    do {
      let high = value >>> lowBits;
      let low = value & lowMask;
      for (let round = 0; round < ROUNDS; round += 2) {
        high ^= hash(low ^ keys[round]!) & highMask;
        low ^= hash(high ^ keys[round + 1]!) & lowMask;
      }
      value = ((high << lowBits) | low) >>> 0;
    } while (value >= count);
    return value;
  };
}

/** Mixes the bits of a word thoroughly: "lowbias32" of C. Wellons, "Prospecting for hash functions" (2018). */
function hash(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
