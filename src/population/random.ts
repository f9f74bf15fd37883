import { numericWords, threefry2x32 } from '../formula/threefry.ts';
import type { Design, Points } from './points.ts';

// Random numbers by counting: a number is computed from its place alone, so that every part of a population can be
// computed by itself, in any order, on any machine, and is the same.

/** Random numbers of different purposes are independent: each purpose has a stream of its own. */
export const streams = {
  points: 0,
  permutation: 1,
  jitter: 2,
  scrambling: 3,
  resampling: 4,
  perturbation: 5,
  prediction: 6,
} as const;

/** Two random words of 32 bits for each key and counter of two words each. */
export const randomWords = (
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): [number, number] => threefry2x32(numericWords, [key0, key1], [counter0, counter1], 20);

/**
 * The number in (0, 1) that the leading 52 of 64 random bits stand for: an odd multiple of 2^-53, so that 0 and 1 never
 * occur and u is as likely as 1 - u.
 */
export function uniform(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -52;
}

/** Independent points, evenly distributed. */
export function randomPoints({ seed }: Design): Points {
  return (index, dimension) => uniform(...randomWords(seed, streams.points, index, dimension));
}
