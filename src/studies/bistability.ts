import { InputError } from '../input/schema.ts';
import { branchFrom, edgeOf, firingOffset, ratesOn } from './branches.ts';
import { stepOnset } from './onsets.ts';
import { type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { Finding, Lend, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

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
/** Edges that lie nearer together than this part of the current are one. */
const ONE = 5e-3;
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
  const { currents, fromRest, fromFiring, measured, lead, onStage } = options;
  const unit = unitOfCurrents(options);
  onStage?.('the least current that makes it fire');
  const firing = await stepOnset(options, lend, 'firing', TOLERANCE.firing);
  const begins = Number.isFinite(firing.value);
  if (!begins && fromFiring) {
    throw new InputError(`${noFiring}; leave out --from-firing`);
  }
  const columns: ReportColumn[] = [
    { name: `current_${unitInNames(options)}`, values: currents, unit, words: 'Current' },
  ];
  const findings: Record<string, Finding> = {};
  const ends: { rest?: number; firing?: number } = {};
  if (fromRest) {
    onStage?.('rates from rest');
    const branch = await branchFrom('rest', options, lend, begins ? firing.value : 0);
    const rates = await ratesOn(branch, currents, { lead, measured });
    columns.push({ name: 'rate_rest_Hz', values: rates, unit: 'Hz', words: 'Firing rate from rest' });
    ends.rest = Number.NaN;
    if (begins) {
      onStage?.('where rest ends');
      const among = { low: firing.value / MOST, high: firing.value * MOST };
      const edge = await edgeOf(branch, among, TOLERANCE.rest, firing.value);
      ends.rest = edge.value;
      findings.firesFromRestRun = { value: edge.duration, unit: 'ms' };
    }
    findings.firesFromRest = { value: ends.rest, unit };
  }
  if (fromFiring) {
    onStage?.('rates from firing');
    const branch = await branchFrom('firing', options, lend, firing.value);
    const rates = await ratesOn(branch, currents, { lead, measured });
    columns.push({ name: 'rate_firing_Hz', values: rates, unit: 'Hz', words: 'Firing rate from firing' });
    onStage?.('where firing ends');
    const edge = await firingOffset(branch, TOLERANCE.firing);
    ends.firing = edge.value;
    findings.firesFromFiring = { value: edge.value, unit };
    findings.rateThere = { value: edge.rate, unit: 'Hz' };
    findings.rateThereError = { value: edge.rateError, unit: 'Hz' };
    findings.firesFromFiringRun = { value: edge.duration, unit: 'ms' };
  }
  const isBistable = ends.rest! - ends.firing! > ONE * Math.abs(ends.rest!);
  if (fromRest && fromFiring) findings.width = { value: isBistable ? ends.rest! - ends.firing! : 0, unit };
  return {
    columns,
    findings,
    sentences: sentencesOf(ends, isBistable, unit),
    plot: { x: columns[0]!.name, y: columns.slice(1).map(({ name }) => name) },
  };
}

function sentencesOf(
  { rest, firing }: { readonly rest?: number; readonly firing?: number },
  isBistable: boolean,
  unit: string,
): string[] {
  const sentences: string[] = [];
  if (rest !== undefined) {
    sentences.push(
      Number.isFinite(rest)
        ? `As the current is raised slowly from rest, firing begins at ${said(rest)} ${unit}.`
        : 'As the current is raised slowly from rest, firing does not begin.',
    );
  }
  if (firing !== undefined) {
    const where = Number.isFinite(firing) ? `ends at ${said(firing)} ${unit}` : 'does not end';
    const both = isBistable
      ? `: between ${said(firing)} and ${said(rest!)} ${unit} the membrane rests or fires, as it did before`
      : rest !== undefined && Number.isFinite(rest)
        ? ': there is no current at which it depends on what was before'
        : '';
    sentences.push(`As it is lowered slowly from firing, firing ${where}${both}.`);
  }
  return sentences;
}
