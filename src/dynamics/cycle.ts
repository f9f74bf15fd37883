import type { Orbit } from './collocation.ts';
import type { Flow } from './flow.ts';
import { type Complex, sizeOf } from './linear.ts';
import { basisAt, DEGREE } from './mesh.ts';

/** A periodic orbit. */
export interface Cycle {
  readonly parameter: number;
  /** ms */
  readonly period: number;
  /** Hz */
  readonly frequency: number;
  /** Extremes of the potential, mV. */
  readonly highest: number;
  readonly lowest: number;
  /** Floquet multipliers but the trivial one, the largest first; none where a long period costs all their digits. */
  readonly multipliers: readonly Complex[];
  /** Where there are no multipliers it is what it was before on the branch. */
  readonly stable: boolean;
  readonly point?: CyclePoint;
}

/** Where two cycles meet, one of twice the period is born, or a torus. */
export type CyclePoint = 'fold' | 'period doubling' | 'torus';

/** How far from 1 the trivial multiplier may be where the others are to be believed. */
const TRIVIAL = 0.05;
/** Parts into which a piece is divided to find the extremes. */
const FINE = 8;
const fine = Array.from({ length: FINE }, (_, i) => basisAt(i / FINE));

/**
 * @param multipliers of one turn, the trivial one among them
 * @param before the cycle before it on the branch
 */
export function cycleOf(
  flow: Flow,
  orbit: Orbit,
  parameterScale: number,
  multipliers: readonly Complex[],
  before: Cycle | undefined,
): Cycle {
  const period = Math.exp(orbit.logPeriod);
  const [lowest, highest] = extremesOf(orbit, flow.potential).map(
    (x) => x * flow.scales[flow.potential]!,
  ) as [number, number];
  const others = withoutTrivial(multipliers);
  return {
    parameter: orbit.parameter * parameterScale,
    period,
    frequency: 1000 / period,
    highest,
    lowest,
    multipliers: others ?? [],
    stable: others ? others.every((one) => sizeOf(one) < 1) : (before?.stable ?? false),
  };
}

/** The largest multiplier but the trivial one; nothing where they are not to be believed. */
export const largestOf = (multipliers: readonly Complex[]): Complex | undefined =>
  withoutTrivial(multipliers)?.[0];

/** One multiplier is 1: a shift along the orbit stays. */
function withoutTrivial(multipliers: readonly Complex[]): readonly Complex[] | undefined {
  if (multipliers.length === 0) return undefined;
  const off = ({ re, im }: Complex) => Math.hypot(re - 1, im);
  const trivial = multipliers.reduce((best, one, i) => (off(one) < off(multipliers[best]!) ? i : best), 0);
  if (!(off(multipliers[trivial]!) < TRIVIAL)) return undefined;
  return multipliers.filter((_, i) => i !== trivial).sort((a, b) => sizeOf(b) - sizeOf(a));
}

/** The least and the largest value of a state, between fine points by a parabola. */
function extremesOf({ mesh, nodes, size }: Orbit, state: number): [number, number] {
  const values: number[] = [];
  for (let i = 0; i < mesh.length - 1; i++) {
    for (const basis of fine) {
      let value = 0;
      for (let j = 0; j <= DEGREE; j++) value += basis[j]! * nodes[(i * DEGREE + j) * size + state]!;
      values.push(value);
    }
  }
  const count = values.length;
  const at = (i: number) => values[(i + count) % count]!;
  const place = (better: (a: number, b: number) => boolean) =>
    values.reduce((best, value, i) => (better(value, values[best]!) ? i : best), 0);
  const vertex = (i: number) => {
    const [a, b, c] = [at(i - 1), at(i), at(i + 1)];
    const bend = a - 2 * b + c;
    const rise = bend === 0 ? 0 : ((c - a) * (c - a)) / (8 * bend);
    // Where pieces of different length meet the points are not even.
    return i % FINE === 0 ? b : b - rise;
  };
  return [vertex(place((a, b) => a < b)), vertex(place((a, b) => a > b))];
}
