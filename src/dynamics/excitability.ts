import { type CycleBranch, extentOf } from './branches.ts';
import type { Span } from './equilibria.ts';
import type { Hopf } from './hopf.ts';

/** The first stable cycle as the parameter grows. */
export interface Onset {
  readonly parameter: number;
  /** Hz; 0 where the period goes to infinity. */
  readonly frequency: number;
  /** By what it begins; 'earlier' if it is there at the beginning of the span, 'unknown' if its branch could not be followed. */
  readonly how:
    | 'snic'
    | 'homoclinic'
    | 'fold of cycles'
    | 'hopf'
    | 'period doubling'
    | 'torus'
    | 'earlier'
    | 'unknown';
}

/** How repetitive firing begins as a current grows (A. L. Hodgkin, J. Physiol. 107 (1948) 165-181). */
export interface Excitability {
  /**
   * 1: from arbitrarily low rates on. 2: with a jump to a rate. 3: a current that is switched on evokes spikes at its onset alone.
   * None where it neither fires nor spikes, or where that began before the span.
   */
  readonly class?: 1 | 2 | 3;
  readonly onset?: Onset;
  /** The least value to which the parameter has to be switched from the beginning of the span for a spike. */
  readonly spikesFrom?: number;
  /**
   * A value before the first stable cycle at which it does not come to rest: it bursts there, for one, and nothing is known of how firing
   * begins.
   */
  readonly restless?: number;
}

/** Two values of the parameter that are as near as this part of the extent of all cycles are the same. A cycle that is stable for less is not seen. */
const SAME = 1e-4;

/** @param seen what cells did in runs */
export function excitabilityOf(
  branches: readonly CycleBranch[],
  hopfs: readonly Hopf[],
  span: Span,
  seen: Pick<Excitability, 'spikesFrom' | 'restless'>,
): Excitability {
  const { restless } = seen;
  const up = Math.sign(span.to - span.from);
  const near = SAME * extentOf(branches, span);
  const onsets = branches
    .flatMap((branch) => stableParts(branch, near).map((part) => onsetOf(branch, part, hopfs, span, near)))
    .sort((a, b) => up * (a.parameter - b.parameter));
  const [onset] = onsets;
  // Beyond a saddle-node on the cycle nothing rests: the first spike comes late there, later than a run may last.
  const isLate =
    onset?.how === 'snic' && seen.spikesFrom !== undefined && up * seen.spikesFrom > up * onset.parameter;
  const spikesFrom = isLate ? onset.parameter : seen.spikesFrom;
  const spikes = spikesFrom === undefined ? {} : { spikesFrom };
  if (restless !== undefined && (!onset || up * restless < up * onset.parameter))
    return { ...(onset && { onset }), restless, ...spikes };
  if (!onset) return spikesFrom === undefined ? {} : { class: 3, ...spikes };
  if (onset.how === 'earlier' || onset.how === 'unknown') return { onset, ...spikes };
  if (onset.frequency === 0) return { class: 1, onset, ...spikes };
  // What grows from nothing is no firing that begins: where steps evoke spikes before, those are all that a cell does.
  const transient =
    onset.how === 'hopf' && spikesFrom !== undefined && up * spikesFrom < up * onset.parameter;
  return { class: transient ? 3 : 2, onset, ...spikes };
}

/** First and last index of cycles that are stable, the points at their ends included. */
type Part = readonly [first: number, last: number];

/** @param least values of the parameter that they span */
function stableParts({ cycles }: CycleBranch, least: number): Part[] {
  const parts: Part[] = [];
  for (let first = 0; first < cycles.length; first++) {
    if (!cycles[first]!.stable) continue;
    let last = first;
    while (cycles[last + 1]?.stable) last++;
    const ends = [
      cycles[first - 1]?.point ? first - 1 : first,
      cycles[last + 1]?.point ? last + 1 : last,
    ] as const;
    const values = cycles.slice(ends[0], ends[1] + 1).map(({ parameter }) => parameter);
    if (Math.max(...values) - Math.min(...values) > least) parts.push(ends);
    first = last;
  }
  return parts;
}

/** Where the stable part of a branch begins as the parameter grows, and by what. */
function onsetOf(
  { cycles, ends }: CycleBranch,
  [first, last]: Part,
  hopfs: readonly Hopf[],
  span: Span,
  near: number,
): Onset {
  const up = Math.sign(span.to - span.from);
  const same = (a: number, b: number) => Math.abs(a - b) <= near;
  const part = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const lowest = part.reduce((a, b) => (up * cycles[b]!.parameter < up * cycles[a]!.parameter ? b : a));
  // Where cycles of every size crowd, the point at which they begin may lie behind its neighbour by the last digits.
  const least =
    part.find((i) => cycles[i]!.point && same(cycles[i]!.parameter, cycles[lowest]!.parameter)) ?? lowest;
  const { parameter, frequency, point } = cycles[least]!;
  const infinite = ends.find(
    ({ kind }, i) =>
      (kind === 'snic' || kind === 'homoclinic') && same(parameter, cycles.at(i === 0 ? 0 : -1)!.parameter),
  );
  if (infinite)
    return { parameter: infinite.parameter, frequency: 0, how: infinite.kind as 'snic' | 'homoclinic' };
  if (point === 'fold') return { parameter, frequency, how: 'fold of cycles' };
  if (point) return { parameter, frequency, how: point };
  const end = least === 0 ? ends[0] : least === cycles.length - 1 ? ends[1] : undefined;
  if (end?.kind === 'hopf') {
    const born = hopfs.find(({ equilibrium }) => equilibrium.parameter === end.parameter);
    return { parameter: end.parameter, frequency: born?.frequency ?? frequency, how: 'hopf' };
  }
  return { parameter, frequency, how: same(parameter, span.from) ? 'earlier' : 'unknown' };
}
