import { readFileSync } from 'node:fs';
import { version } from '../../../package.json';
import { type Difference, difference } from '../../input/difference.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { documentOf, type Experiment, parseExperiment } from '../../protocol/experiment.ts';
import { shownPath } from '../fail.ts';
import type { FormatName } from '../formats/format.ts';
import type { Part } from '../part.ts';
import type { AccuracyRecord } from '../precision.ts';
import { formatOf } from './file-names.ts';
import type { ResultFolder } from './folder.ts';
import { recordIn, recordPath, type WrittenRecord } from './record-file.ts';

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
    format: about.format,
  };
}

/** Whether the results of the same run are in their place already. @param format in which they have to be; any, if nothing is said */
export function isDone(
  { path }: ResultFolder,
  given: Experiment,
  part: Part | undefined,
  format: FormatName | undefined,
): boolean {
  const record = writtenIn(path);
  if (!record || (format && format !== formatOf(record.files))) return false;
  const { dt, integrator, ...rest } = record.experiment;
  const accuracy = record.accuracy as AccuracyRecord | undefined;
  const was = accuracy ? { ...rest, accuracy: accuracy.asked } : record.experiment;
  return record.version === version && !differenceFrom(given, part, was, record.part);
}

/** The record in a folder of results, if there is one of this version. */
function writtenIn(folder: string): WrittenRecord | undefined {
  const path = recordPath(folder);
  try {
    return recordIn(JSON.parse(readFileSync(path, 'utf8')), path);
  } catch {
    return undefined;
  }
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
