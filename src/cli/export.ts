import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { initialStates } from '../engine/beginning.ts';
import { type ExportTarget, exportExperiment, exportTargets } from '../exchange/catalogue.ts';
import { InputError } from '../input/schema.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { experimentIn } from '../protocol/record.ts';
import { parseNumber, parsePath } from './arguments.ts';
import { readDocument, withFiles } from './document.ts';
import { reasonOf, say, shownPath } from './fail.ts';
import { withMethod } from './precision.ts';
import { type Streams, writeAll } from './streams.ts';

/** The options of `loligo export`. */
interface ExportOptions {
  readonly to: ExportTarget;
  /** File for the script; standard output if there is none. */
  readonly out?: string;
  /** Number of the only neuron that is written. */
  readonly cell?: number;
}

/** Python looks for a module in the folder of the script first. */
const shadows = /^(brian2|neuron|numpy)\.py$/i;

/** `loligo export`: an experiment as a script of another program. */
export function addExport(program: Command, streams: Streams): void {
  program
    .command('export')
    .description('write an experiment as a script of another program')
    .argument('<file>', 'the experiment, as for run; - reads standard input', parsePath)
    .addOption(new Option('--to <program>', 'the program').choices(exportTargets).makeOptionMandatory())
    .option('--out <file>', 'file for the script (default: standard output)', parsePath)
    .option('--cell <number>', 'the only neuron that is written', parseNumber)
    .action((file: string, options: ExportOptions) => exportFile(file, options, streams));
}

/** Writes an experiment as a script of another program. */
async function exportFile(
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
