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
