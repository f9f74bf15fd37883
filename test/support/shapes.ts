/** The shape of one spike, mV and ms; NaN where it has none. */
export interface Shape {
  /** Time of the peak. */
  readonly time: number;
  readonly amplitude: number;
  readonly ahp: number;
  readonly width: number;
}

const PROMINENCE = 20;
const BEGINNING = 10;
/** Points to which each step is refined. */
const FINER = 40;

/**
 * The shapes of all spikes in a potential that is known at every step, with the whole of it in view: refined by cubics, then by
 * looking at every point.
 */
export function shapesOf(V: readonly number[], dt: number): Shape[] {
  const fine = refined(V);
  const h = dt / FINER;
  const spikes = spikesIn(fine);
  return spikes.map(({ peak, before }) => {
    const [time, top] = [peak * h, fine[peak]!];
    const begin = lastBefore(peak, before, (k) => {
      const [slope, next] = [slopeAt(fine, k) / h, slopeAt(fine, k + 1) / h];
      return slope < BEGINNING && next >= BEGINNING;
    });
    const foot = begin === undefined ? Number.NaN : fine[begin]!;
    const half = (top + foot) / 2;
    const up = lastBefore(peak, before, (k) => fine[k]! < half && fine[k + 1]! >= half);
    const down = fine.findIndex((v, k) => k > peak && v < half);
    const crossing = (k: number) => k + (half - fine[k]!) / (fine[k + 1]! - fine[k]!);
    return {
      time,
      amplitude: top - foot,
      ahp: foot - troughAfter(fine, peak),
      width: up === undefined || down < 0 ? Number.NaN : (crossing(down - 1) - crossing(up)) * h,
    };
  });
}

/** Peaks that are risen to and fallen from by the prominence, each with where the potential was lowest before. */
function spikesIn(V: readonly number[]): { peak: number; before: number }[] {
  const found: { peak: number; before: number }[] = [];
  let [lowest, highest] = [0, -1];
  for (const [k, v] of V.entries()) {
    if (highest < 0) {
      if (v < V[lowest]!) lowest = k;
      if (v - V[lowest]! >= PROMINENCE) highest = k;
    } else {
      if (v > V[highest]!) highest = k;
      if (V[highest]! - v >= PROMINENCE) {
        found.push({ peak: highest, before: lowest });
        [lowest, highest] = [k, -1];
      }
    }
  }
  return found;
}

/** The lowest potential after a peak before it rises by the prominence; NaN if it never does. */
function troughAfter(V: readonly number[], peak: number): number {
  let lowest = V[peak]!;
  for (const v of V.slice(peak)) {
    lowest = Math.min(lowest, v);
    if (v - lowest >= PROMINENCE) return lowest;
  }
  return Number.NaN;
}

function lastBefore(peak: number, first: number, holds: (k: number) => boolean): number | undefined {
  for (let k = peak - 1; k >= first; k--) if (holds(k)) return k;
  return undefined;
}

/** Change in one step around a place, by those on either side. */
const slopeAt = (V: readonly number[], k: number): number => ((V[k + 1] ?? V[k]!) - (V[k - 1] ?? V[k]!)) / 2;

/** Cubics with slopes of fourth order through the potentials. */
function refined(V: readonly number[]): number[] {
  const at = (k: number) => V[Math.max(0, Math.min(V.length - 1, k))]!;
  const slope = (k: number) => (8 * (at(k + 1) - at(k - 1)) - (at(k + 2) - at(k - 2))) / 12;
  const fine: number[] = [];
  for (let k = 0; k + 1 < V.length; k++) {
    const [a, b, da, db] = [at(k), at(k + 1), slope(k), slope(k + 1)];
    for (let i = 0; i < FINER; i++) {
      const s = i / FINER;
      const bent = (da + db - 2 * (b - a)) * s + 3 * (b - a) - 2 * da - db;
      fine.push(a + s * (da + s * bent));
    }
  }
  return fine;
}
