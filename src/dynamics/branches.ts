import type { Cycle } from './cycle.ts';
import { type CycleEnd, type CycleTracer, PIECES, type TracedCycles } from './cycles.ts';
import type { Equilibrium, Span } from './equilibria.ts';
import type { Flow } from './flow.ts';
import { type Circle, courseOf } from './trajectory.ts';

/** Where a branch of cycles ends, and in what. */
export interface BranchEnd {
  readonly kind:
    | Exclude<CycleEnd, 'infinite period'>
    /** A saddle-node on the cycle: the period goes to infinity with the root of the distance from a fold of equilibria. */
    | 'snic'
    /** The cycle becomes an orbit from a saddle to itself; the period goes to infinity with a logarithm. */
    | 'homoclinic';
  readonly parameter: number;
}

/** Cycles that go over into one another, and how they end on either side. */
export interface CycleBranch {
  /** In the order along the branch. */
  readonly cycles: readonly Cycle[];
  readonly ends: readonly [BranchEnd, BranchEnd];
}

/** A turn by less than this part of the extent is what rounding makes of a long period. */
const TURN = 1e-5;
/** How much the square of the period times the distance from the fold may change while the period grows by two. */
const CONSTANT = 1.5;

/** The end of what was traced. @param folds of equilibria */
export function endOf({ cycles, end }: TracedCycles, folds: readonly Equilibrium[]): BranchEnd {
  const last = cycles.at(-1)!;
  const { parameter } = last;
  if (end !== 'infinite period') return { kind: end, parameter };
  const earlier = cycles.findLast(({ period }) => period < last.period / 2) ?? cycles[0]!;
  const isRoot = folds.some((fold) => {
    const law = (cycle: Cycle) => cycle.period ** 2 * Math.abs(cycle.parameter - fold.parameter);
    const ratio = law(last) / law(earlier);
    return ratio < CONSTANT && ratio > 1 / CONSTANT;
  });
  const [nearest] = [...folds].sort(
    (a, b) => Math.abs(a.parameter - parameter) - Math.abs(b.parameter - parameter),
  );
  return isRoot && nearest
    ? { kind: 'snic', parameter: nearest.parameter }
    : { kind: 'homoclinic', parameter };
}

/**
 * The branch of cycles that a cell has come to in a run; nothing where there is none that could be followed.
 * @param folds of equilibria
 */
export async function branchThrough(
  flow: Flow,
  tracer: CycleTracer,
  circle: Circle,
  parameter: number,
  folds: readonly Equilibrium[],
): Promise<CycleBranch | undefined> {
  const course = courseOf(flow, parameter, circle, PIECES);
  const traced = course && (await tracer.through(course, circle.period, parameter));
  if (!traced) return undefined;
  const [forwards, backwards] = traced;
  return {
    cycles: [...backwards.cycles.slice(1).reverse(), ...forwards.cycles],
    ends: [endOf(backwards.cycles.length > 0 ? backwards : forwards, folds), endOf(forwards, folds)],
  };
}

/** Values of the parameter over which cycles are known; the span where there are none. */
export function extentOf(branches: readonly CycleBranch[], { from, to }: Span): number {
  const values = branches.flatMap(({ cycles }) => cycles.map(({ parameter }) => parameter));
  const [low, high] = values.reduce(
    ([least, most], x) => [Math.min(least, x), Math.max(most, x)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return high > low ? high - low : Math.abs(to - from);
}

/** A branch of which turns are left out that are no larger than rounding. @param extent that counts */
export function withoutTremor({ cycles, ends }: CycleBranch, extent: number): CycleBranch {
  const least = TURN * extent;
  // One at an end is where it ends.
  let turns = cycles.slice(1, -1).filter(({ point }) => point === 'fold');
  for (;;) {
    const stops = [cycles[0]!, ...turns, cycles.at(-1)!];
    const at = stops.findIndex((stop, i) => {
      const next = stops[i + 1];
      return next !== undefined && Math.abs(next.parameter - stop.parameter) < least && turns.length > 0;
    });
    if (at < 0) break;
    const gone = new Set([stops[at], stops[at + 1]]);
    turns = turns.filter((turn) => !gone.has(turn));
  }
  const kept = new Set([cycles[0], ...turns, cycles.at(-1)]);
  return { cycles: cycles.filter((cycle) => cycle.point !== 'fold' || kept.has(cycle)), ends };
}

/** Whether a stable cycle is known at a value of the parameter. */
export function isCovered(branches: readonly CycleBranch[], parameter: number): boolean {
  return branches.some(({ cycles, ends }) => {
    // Cycles that have no amplitude yet, and those of a period that is no longer followed, are on the branch.
    const [first, last] = [cycles[0], cycles.at(-1)];
    const places = [
      { parameter: ends[0].parameter, stable: first?.stable === true },
      ...cycles,
      { parameter: ends[1].parameter, stable: last?.stable === true },
    ];
    return places.some((place, i) => {
      const next = places[i + 1];
      return next !== undefined && (place.stable || next.stable) && isBetween(parameter, place, next);
    });
  });
}

/** Whether a value of the parameter lies between two places of a branch, or at one. */
export const isBetween = (
  parameter: number,
  a: { readonly parameter: number },
  b: { readonly parameter: number },
): boolean => (a.parameter - parameter) * (b.parameter - parameter) <= 0;
