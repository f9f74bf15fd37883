import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { type Difference, difference } from '../../input/difference.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { documentOf, type Experiment, parseExperiment } from '../../protocol/experiment.ts';
import { shownPath } from '../fail.ts';
import type { Part } from '../part.ts';
import type { AccuracyRecord } from '../precision.ts';
import type { RunRecord } from '../record.ts';
import type { ResultFolder } from './folder.ts';

// Whether a run that was begun, or is done, is the one that is asked for.

/** The unfinished run that is gone on with. @throws InputError if it is another one than is asked for */
export function begunIn({ unfinished, path }: ResultFolder, given: Experiment, part: Part | undefined) {
  const about = unfinished.about!;
  const refuse = (what: string) =>
    new InputError(
      `the unfinished run for ${shownPath(path)} ${what}; start anew without --resume, or name another folder with --out`,
    );
  if (about.version !== version) throw refuse(`is of version ${shown(about.version)} and this is ${version}`);
  const found = differenceFrom(given, part, about.given, about.part);
  if (found) throw refuse(`has ${shown(found.path)} = ${inWords(found.there)}, not ${inWords(found.here)}`);
  return {
    experiment: parseExperiment(about.experiment),
    accuracy: about.accuracy as AccuracyRecord | undefined,
    started: about.started,
  };
}

/** Whether the results of the same run are in their place already. */
export function isDone({ path }: ResultFolder, given: Experiment, part: Part | undefined): boolean {
  const file = join(path, 'run.json');
  if (!existsSync(file)) return false;
  const record: RunRecord = JSON.parse(readFileSync(file, 'utf8'));
  const { dt, integrator, ...rest } = record.experiment;
  const { accuracy } = record;
  const was = accuracy ? { ...rest, accuracy: accuracy.asked } : record.experiment;
  return record.version === version && !differenceFrom(given, part, was, record.part);
}

function differenceFrom(
  given: Experiment,
  part: Part | undefined,
  was: unknown,
  wasPart: Part | undefined,
): Difference | undefined {
  // As JSON, as it was written.
  const asked = JSON.parse(JSON.stringify({ ...documentOf(given), part }));
  return difference(asked, { ...(was as object), part: wasPart });
}

const inWords = (value: unknown): string => (value === undefined ? 'nothing' : shown(JSON.stringify(value)));
