import { InputError } from '../input/schema.ts';
import { bistabilityReport, type FromFiring, type FromRest } from './bistability-report.ts';
import { branchFrom, edgeOf, firingOffset, ratesOn } from './branches.ts';
import { firingOnset, type Onset, spikeOnset } from './onsets.ts';
import type { Setup } from './setup.ts';
import type { Lend, Report } from './study.ts';

/** What is asked of the f-I curve's branches. */
export interface BranchOptions extends Setup {
  readonly currents: readonly number[];
  readonly fromRest: boolean;
  readonly fromFiring: boolean;
  /** Time (ms) that rates are measured for. */
  readonly measured: number;
  /** Time (ms) before that, in which neurons are led to their currents and settle. */
  readonly lead: number;
}

/**
 * Largest relative error of the edges: that from firing, near which neurons cease to fire soon, and that from rest, where
 * they leave it the more slowly the nearer.
 */
const TOLERANCE = { firing: 1e-4, rest: 1e-3 };
/** Times the end of the firing branch up to which the end of the resting one is looked for. */
const MOST = 8;

const noFiring =
  'no least steady current makes the membrane fire for good when it is switched on at rest, so there is no firing to come from';

/**
 * The f-I curve of neurons that have come to their currents slowly from rest, and of those that come from firing, with where
 * the one begins to fire and the other ceases to: in between the membrane is bistable.
 * @throws InputError if the membrane has no rest, or firing is asked for and no steady current makes it fire for good
 */
export async function bistability(options: BranchOptions, lend: Lend): Promise<Report> {
  const { currents, fromRest, fromFiring, onStage } = options;
  onStage?.('the least current that makes it fire');
  const spike = await spikeOnset(options, lend, TOLERANCE.firing);
  const onset = await firingOnset(options, lend, TOLERANCE.firing, spike);
  if (!Number.isFinite(onset.value) && fromFiring) {
    throw new InputError(`${noFiring}; leave out --from-firing`);
  }
  const rest = fromRest ? await restingBranch(options, onset, lend) : undefined;
  const firing = fromFiring ? await firingBranch(options, onset, lend) : undefined;
  return bistabilityReport(options, { currents, rest, firing });
}

/** The branch that neurons are on that come from rest, and where it ends: that is nowhere if no step of current makes them fire. */
async function restingBranch(options: BranchOptions, { value: onset }: Onset, lend: Lend): Promise<FromRest> {
  const { currents, measured, lead, onStage } = options;
  const begins = Number.isFinite(onset);
  onStage?.('rates from rest');
  const branch = await branchFrom('rest', options, lend, begins ? onset : 0);
  const rates = await ratesOn(branch, currents, { lead, measured });
  if (!begins) return { rates };
  onStage?.('where rest ends');
  const among = { low: onset / MOST, high: onset * MOST };
  return { rates, end: await edgeOf(branch, among, TOLERANCE.rest, onset) };
}

/** The branch that neurons are on that come from firing, and where it ends. */
async function firingBranch(
  options: BranchOptions,
  { value: onset }: Onset,
  lend: Lend,
): Promise<FromFiring> {
  const { currents, measured, lead, onStage } = options;
  onStage?.('rates from firing');
  const branch = await branchFrom('firing', options, lend, onset);
  const rates = await ratesOn(branch, currents, { lead, measured });
  onStage?.('where firing ends');
  return { rates, end: await firingOffset(branch, TOLERANCE.firing) };
}
