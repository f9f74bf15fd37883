import { float64Operations } from './evaluate.ts';
import type { Operation } from './expr.ts';
import { LARGEST_EXPONENT } from './passes/limits.ts';

/** Largest number of float32, and the smallest that is not taken for 0. */
const LARGEST = 3.4028234663852886e38;
const SMALLEST = 1.1754943508222875e-38;

function inRange(x: number): number {
  if (Math.abs(x) > LARGEST) return x > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return Math.abs(x) < SMALLEST ? 0 : x;
}

/** Exponentials end where `limitExponentials` ends them. */
const exp = (x: number): number => Math.exp(Math.min(x, LARGEST_EXPONENT));

const own: Partial<Record<Operation, (x: number) => number>> = {
  exp,
  sinh: (x) => (Math.abs(x) < 1 ? Math.sinh(x) : (exp(x) - exp(-x)) / 2),
  cosh: (x) => (exp(x) + exp(-x)) / 2,
  exprel: (x) => (x < 1 ? float64Operations.exprel(x, 0, 0) : (exp(x) - 1) / x),
  bernoulli: (x) => (x < 1 ? float64Operations.bernoulli(x, 0, 0) : x / (exp(x) - 1)),
};

/** What the range of float32 makes of every operation; its rounding is left out, so that nothing else makes a difference. */
export const singleOperations: typeof float64Operations = Object.fromEntries(
  Object.entries({ ...float64Operations, ...own }).map(([name, value]) => [
    name,
    (x: number, y: number, z: number) => inRange(value(x, y, z)),
  ]),
) as typeof float64Operations;
