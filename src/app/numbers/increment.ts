/** Where a number has to stay. */
export interface Limits {
  readonly low: number;
  readonly high: number;
  /** Whether it must be more than `low`. */
  readonly open?: boolean;
  readonly whole?: boolean;
}

/** Of a number that may be anything. */
export const unlimited: Limits = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Steps from one end of a range to the other. */
const ACROSS = 500;
/** Steps from 0 to a number that has no range, or is small in it. */
const UPWARDS = 50;
/** Where neither a range nor a number says anything. */
const USUAL = 0.1;

/** A round step by which a number is changed by hand: small beside its range and beside itself. */
export function increment(value: number, { low, high, whole }: Limits): number {
  const size = Math.abs(value) / UPWARDS;
  const range = (high - low) / ACROSS;
  const least = Math.min(size || Number.POSITIVE_INFINITY, range);
  const step = roundDown(Number.isFinite(least) ? least : USUAL);
  return whole ? Math.max(1, Math.round(step)) : step;
}

/** A number some steps on, on the multiples of the step and in its limits. */
export function moved(value: number, steps: number, by: number, limits: Limits): number {
  const { low, high, open } = limits;
  if (steps === 0) return value;
  const next = Number((Math.round(value / by + steps) * by).toPrecision(12));
  const least = open ? low + by : low;
  return Math.min(high, Math.max(least, next));
}

/** 1, 2 or 5 times a power of ten, the largest that is not above. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find((one) => one * power <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(1));
}
