import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { initialStates } from '../engine/beginning.ts';
import { type ExportTarget, exportExperiment } from '../exchange/catalogue.ts';
import { InputError } from '../input/schema.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { experimentIn } from '../protocol/record.ts';
import { readDocument, withFiles } from './document.ts';
import { reasonOf, say, shownPath } from './fail.ts';
import { withMethod } from './precision.ts';
import { type Streams, writeAll } from './streams.ts';

/** The options of `loligo export`. */
export interface ExportOptions {
  readonly to: ExportTarget;
  /** File for the script; standard output if there is none. */
  readonly out?: string;
  /** Number of the only neuron that is written. */
  readonly cell?: number;
}

/** Python looks for a module in the folder of the script first. */
const shadows = /^(brian2|neuron|numpy)\.py$/i;

/** Writes an experiment as a script of another program. */
export async function exportFile(
  file: string,
  { to, out, cell }: ExportOptions,
  { stdin, stdout, stderr }: Streams,
): Promise<void> {
  if (out !== undefined && shadows.test(basename(out)))
    throw new InputError(
      `a script called ${shownPath(basename(out))} would be taken for what it imports; give --out another name`,
    );
  const given = parseExperiment(withFiles(experimentIn(await readDocument(file, stdin)), file));
  const { experiment } = await withMethod(given, 'auto', stderr);
  const { text, remarks } = await exportExperiment(experiment, to, initialStates, cell);
  for (const remark of remarks) say(stderr, remark);
  if (out === undefined) {
    await writeAll(stdout, [text]);
    return;
  }
  try {
    writeFileSync(out, text);
  } catch (error) {
    throw new InputError(`cannot write ${shownPath(out)}: ${reasonOf(error)}`);
  }
}
