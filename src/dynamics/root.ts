const MOST_ROUNDS = 100;

/**
 * Where a function changes its sign, by Brent's method (Algorithms for Minimization without Derivatives, 1973, ch. 4).
 * @param a one end, where the value is `fa`
 * @param b the other end; `fb` has the other sign
 * @param tolerance of the place
 */
export function rootOf(
  f: (x: number) => number,
  [a, fa]: readonly [number, number],
  [b, fb]: readonly [number, number],
  tolerance: number,
): number {
  let [before, fBefore] = [a, fa];
  let [best, fBest] = [b, fb];
  let [other, fOther] = [a, fa];
  let step = b - a;
  let last = step;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (fBest > 0 === fOther > 0) {
      [other, fOther] = [before, fBefore];
      step = best - before;
      last = step;
    }
    if (Math.abs(fOther) < Math.abs(fBest)) {
      [before, fBefore] = [best, fBest];
      [best, fBest] = [other, fOther];
      [other, fOther] = [before, fBefore];
    }
    const least = 2 * Number.EPSILON * Math.abs(best) + tolerance / 2;
    const half = (other - best) / 2;
    if (Math.abs(half) <= least || fBest === 0) break;
    const next = Math.abs(last) < least || Math.abs(fBefore) <= Math.abs(fBest) ? Number.NaN : interpolated();
    if (2 * Math.abs(next) < Math.min(3 * Math.abs(half) - least, Math.abs(last)) && next * half > 0) {
      last = step;
      step = next;
    } else {
      step = half;
      last = half;
    }
    [before, fBefore] = [best, fBest];
    best += Math.abs(step) > least ? step : Math.sign(half) * least;
    fBest = f(best);
  }
  return best;

  /** The step to where a parabola through three points (the other way round), or a line through two, is 0. */
  function interpolated(): number {
    const s = fBest / fBefore;
    const half = (other - best) / 2;
    if (before === other) return (2 * half * s) / (s - 1);
    const [q, r] = [fBefore / fOther, fBest / fOther];
    const above = s * (2 * half * q * (q - r) - (best - before) * (r - 1));
    return above / -((q - 1) * (r - 1) * (s - 1));
  }
}
