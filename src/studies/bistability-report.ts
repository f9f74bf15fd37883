import type { Offset } from './branches.ts';
import type { Onset } from './onsets.ts';
import { type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { Finding, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

/** Rates (Hz) at the currents of neurons that come from rest, and the current at which they fire. */
export interface FromRest {
  readonly rates: readonly number[];
  readonly end?: Onset;
}

/** Rates (Hz) at the currents of neurons that come from firing, and the current at which they cease to. */
export interface FromFiring {
  readonly rates: readonly number[];
  readonly end: Offset;
}

/** Branches of the f-I curve, those that were asked for; currents in the unit of the setup. */
export interface Branches {
  readonly currents: readonly number[];
  readonly rest: FromRest | undefined;
  readonly firing: FromFiring | undefined;
}

/** Edges that lie nearer together than this part of the current are one. */
const ONE = 5e-3;

/** Rates of both branches against the current, and where these end. */
export function bistabilityReport(setup: Setup, found: Branches): Report {
  const unit = unitOfCurrents(setup);
  const ends = endsOf(found);
  const rates = rateColumns(found);
  const x = `current_${unitInNames(setup)}`;
  return {
    columns: [{ name: x, values: found.currents, unit, words: 'Current' }, ...rates],
    findings: findingsOf(found, ends, unit),
    sentences: sentencesOf(ends, unit),
    plot: { x, y: rates.map(({ name }) => name) },
  };
}

const rateColumns = ({ rest, firing }: Branches): ReportColumn[] => [
  ...(rest ? [{ name: 'rate_rest_Hz', values: rest.rates, unit: 'Hz', words: 'Firing rate from rest' }] : []),
  ...(firing
    ? [{ name: 'rate_firing_Hz', values: firing.rates, unit: 'Hz', words: 'Firing rate from firing' }]
    : []),
];

/** Where branches end: undefined of one that was not asked for, NaN where it does not. */
interface Ends {
  readonly rest: number | undefined;
  readonly firing: number | undefined;
  /** Whether there are currents at which the membrane rests or fires. */
  readonly isBistable: boolean;
}

function endsOf({ rest: fromRest, firing: fromFiring }: Branches): Ends {
  const rest = fromRest && (fromRest.end?.value ?? Number.NaN);
  const firing = fromFiring?.end.value;
  return { rest, firing, isBistable: rest! - firing! > ONE * Math.abs(rest!) };
}

function findingsOf({ rest, firing }: Branches, ends: Ends, unit: string): Record<string, Finding> {
  const findings: Record<string, Finding> = {};
  if (rest?.end) findings.firesFromRestRun = { value: rest.end.duration, unit: 'ms' };
  if (rest) findings.firesFromRest = { value: ends.rest!, unit };
  if (firing) {
    findings.firesFromFiring = { value: firing.end.value, unit };
    findings.rateThere = { value: firing.end.rate, unit: 'Hz' };
    findings.rateThereError = { value: firing.end.rateError, unit: 'Hz' };
    findings.firesFromFiringRun = { value: firing.end.duration, unit: 'ms' };
  }
  if (rest && firing) findings.width = { value: ends.isBistable ? ends.rest! - ends.firing! : 0, unit };
  return findings;
}

function sentencesOf({ rest, firing, isBistable }: Ends, unit: string): string[] {
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
