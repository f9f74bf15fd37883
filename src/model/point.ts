import { POTENTIAL } from './names.ts';

// A point in the space of the states at which equations are tried, and whether what comes out there is at fault.

/** Values of V and of all other states. */
export type Point = Readonly<Record<string, number>>;

/** The states but the potential that are not in the middle, with their values. */
export const movedOf = (point: Point, middle: Point): [string, number][] =>
  Object.entries(point).filter(([name, value]) => name !== POTENTIAL && value !== middle[name]);

/** Relative difference that leaving float32 makes where it matters, and what it is seen against. */
const DIFFERENT = 1e-3;
export const NEGLIGIBLE = 1e-9;
/** Whether a value is no number, or another one where numbers end with float32. @param scale of the value elsewhere */
export function isFault(exact: number, single: number, scale: number): boolean {
  if (!Number.isFinite(exact) || !Number.isFinite(single)) return true;
  const size = Math.max(Math.abs(exact), Math.abs(single));
  return size > NEGLIGIBLE * scale && size > 1e-30 && Math.abs(exact - single) > DIFFERENT * size;
}
