import type { Expr } from '../formula/expr.ts';
import { fractionOf, intervalOf, stepOf, type Time } from './system.ts';

/** A number that formulas count steps with: what a time becomes in float64, before anything is rounded to float32. */
export interface Count {
  readonly symbol: string;
  readonly type: 'step' | 'real';
  /** The time that it is made of, by a name: a formula of the numbers, ms. */
  readonly time: { readonly name: string; readonly at: Expr };
  /** @param at that time, ms @param dt step, ms */
  of(at: number, dt: number): number;
}

/** What formulas count with where they count steps from some moments. */
export function countsOf(times: readonly Time[]): readonly Count[] {
  const counts = new Map<string, Count>();
  const add = (count: Count) => counts.set(count.symbol, count);
  for (const time of times) {
    add({ symbol: stepOf(time), type: 'step', time, of: (at, dt) => momentOf(at, dt).step });
    add({ symbol: fractionOf(time), type: 'real', time, of: (at, dt) => momentOf(at, dt).fraction });
    if (!time.again) continue;
    const { name, every: at } = time.again;
    const { whole, coarse, fine } = intervalOf(time.again);
    const part = (symbol: string, of: (steps: number) => number) =>
      add({ symbol, type: 'real', time: { name, at }, of: (every, dt) => of(every / dt) });
    part(whole, Math.round);
    part(coarse, coarseOf);
    part(fine, (steps) => steps - Math.round(steps) - coarseOf(steps));
  }
  return [...counts.values()];
}

const coarseOf = (steps: number): number => Math.round((steps - Math.round(steps)) * 256) / 256;

/** Latest moment that is counted from, in steps: a later one never comes. */
const LATEST = 2 ** 31 - 1;

/** A moment as whole steps and a fraction of another one. @param at ms @param dt step, ms */
export function momentOf(at: number, dt: number): { readonly step: number; readonly fraction: number } {
  const steps = Math.min(LATEST, at / dt);
  // A moment that is a whole number of steps but for its last digits is one, and has no fraction at all: float32 could
  // not add it to a step.
  const nearest = Math.round(steps);
  if (Math.abs(steps - nearest) < 1e-6) return { step: nearest, fraction: 0 };
  const step = Math.floor(steps);
  return { step, fraction: steps - step };
}
