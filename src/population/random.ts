import type { Design, Points } from './points.ts';

// Random numbers by counting: a number is computed from its place alone, so that every part of a population can be
// computed by itself, in any order, on any machine, and is the same.

/** Random numbers of different purposes are independent: each purpose has a stream of its own. */
export const streams = { points: 0, permutation: 1, jitter: 2, scrambling: 3 } as const;

const PARITY = 0x1bd11bda;
const ROTATIONS = [
  [17, 29, 16, 24],
  [13, 15, 26, 6],
] as const;

/**
 * Threefry-2x32 with 20 rounds: two random words of 32 bits for each key and counter of two words each (J. K. Salmon,
 * M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11).
 */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): [number, number] {
  let [a, b, c] = [key0, key1, PARITY ^ key0 ^ key1];
  let x0 = (counter0 + a) | 0;
  let x1 = (counter1 + b) | 0;
  for (let injection = 1; injection <= 5; injection++) {
    const rotations = ROTATIONS[(injection & 1) as 0 | 1];
    for (let round = 0; round < 4; round++) {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, rotations[round as 0 | 1 | 2 | 3]) ^ x0;
    }
    [a, b, c] = [b, c, a];
    x0 = (x0 + a) | 0;
    x1 = (x1 + b + injection) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * The number in (0, 1) that the leading 52 of 64 random bits stand for: an odd multiple of 2^-53, so that 0 and 1 never
 * occur and u is as likely as 1 - u.
 */
export function uniform(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -52;
}

/** Independent points, evenly distributed. */
export function randomPoints({ seed }: Design): Points {
  return (index, dimension) => uniform(...threefry2x32(seed, streams.points, index, dimension));
}
