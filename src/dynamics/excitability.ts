import type { BranchEnd, CycleBranch } from './branches.ts';
import type { Cycle } from './cycle.ts';
import type { Hopf } from './hopf.ts';

/** How repetitive firing begins as a current grows (A. L. Hodgkin, J. Physiol. 107 (1948) 165-181). */
export interface Excitability {
  /**
   * 1: from arbitrarily low rates on. 2: with a jump to a rate, or where rest gives way to an oscillation. 3: a current that is switched on
   * evokes spikes at its onset alone. None where it neither fires nor spikes.
   */
  readonly class: 1 | 2 | 3 | undefined;
  /** The first stable cycle as the parameter grows, where there is one. */
  readonly onset?: {
    readonly parameter: number;
    /** Hz; 0 where the period goes to infinity. */
    readonly frequency: number;
    readonly how: 'snic' | 'homoclinic' | 'fold of cycles' | 'hopf' | 'before the span';
  };
  /** The least value to which the parameter has to be switched from the beginning of the span for a spike. */
  readonly spikesFrom?: number;
}

/** Two values of the parameter that are as near as this part of the span are the same. */
const SAME = 1e-4;

/** @param spikesFrom the least step that evokes a spike, if one does */
export function excitabilityOf(
  branches: readonly CycleBranch[],
  hopfs: readonly Hopf[],
  span: { readonly from: number; readonly to: number },
  spikesFrom: number | undefined,
): Excitability {
  const up = Math.sign(span.to - span.from);
  const spikes = spikesFrom === undefined ? {} : { spikesFrom };
  let first: { cycle: Cycle; branch: CycleBranch } | undefined;
  for (const branch of branches) {
    for (const [i, cycle] of branch.cycles.entries()) {
      // The fold at which a stable part begins belongs to it.
      const near = [branch.cycles[i - 1], branch.cycles[i + 1]];
      const counts = cycle.stable || (cycle.point === 'fold' && near.some((one) => one?.stable));
      if (counts && (!first || up * cycle.parameter < up * first.cycle.parameter)) first = { cycle, branch };
    }
  }
  if (!first) return { class: spikesFrom === undefined ? undefined : 3, ...spikes };
  const same = (a: number, b: number) => Math.abs(a - b) <= SAME * Math.abs(span.to - span.from);
  const { cycle, branch } = first;
  const end = branch.ends.find(
    ({ kind, parameter }) => (kind === 'snic' || kind === 'homoclinic') && same(parameter, cycle.parameter),
  ) as (BranchEnd & { kind: 'snic' | 'homoclinic' }) | undefined;
  if (end) {
    return { class: 1, onset: { parameter: end.parameter, frequency: 0, how: end.kind }, ...spikes };
  }
  const { parameter, frequency, point } = cycle;
  if (point === 'fold') {
    return { class: 2, onset: { parameter, frequency, how: 'fold of cycles' }, ...spikes };
  }
  const hopf = hopfs.find(
    (one) => one.criticality === 'supercritical' && up * one.equilibrium.parameter <= up * parameter &&
      branch.ends.some((e) => e.kind === 'hopf' && e.parameter === one.equilibrium.parameter),
  );
  if (hopf) {
    const at = hopf.equilibrium.parameter;
    const onset = { parameter: at, frequency: hopf.frequency, how: 'hopf' as const };
    // What grows from nothing is no firing that begins: where steps evoke spikes before, those are all that a cell does.
    const transient = spikesFrom !== undefined && up * spikesFrom < up * at;
    return { class: transient ? 3 : 2, onset, ...spikes };
  }
  return { class: undefined, onset: { parameter, frequency, how: 'before the span' }, ...spikes };
}
