import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { NeuromlSource } from '../exchange/neuroml/document.ts';
import { importNeuroml } from '../exchange/neuroml/read.ts';
import { decodeText } from '../input/encoding.ts';
import { InputError } from '../input/schema.ts';
import { parsePath } from './arguments.ts';
import { readBytes } from './document.ts';
import { reasonOf, say, shownPath } from './fail.ts';
import { type Streams, writeAll } from './streams.ts';

/** The options of `loligo import`. */
interface ImportOptions {
  /** File for the membrane; standard output if there is none. */
  readonly out?: string;
  /** File for the experiment. */
  readonly experiment?: string;
  readonly cell?: string;
}

/** `loligo import`: a membrane of a cell in NeuroML 2. */
export function addImport(program: Command, streams: Streams): void {
  program
    .command('import')
    .description('make a membrane of a cell in NeuroML 2, and an experiment of what is injected into it')
    .argument('<file>', 'the NeuroML document; files that it includes are read beside it', parsePath)
    .option('--out <file>', 'JSON file for the membrane (default: standard output)', parsePath)
    .option('--experiment <file>', 'JSON file for the experiment', parsePath)
    .option('--cell <id>', 'which cell, where the document has several')
    .action((file: string, options: ImportOptions) => importCell(file, options, streams));
}

/** Reads a cell from NeuroML 2 and writes it as a membrane, and what is injected into it as an experiment. */
async function importCell(
  file: string,
  { out, experiment: experimentFile, cell }: ImportOptions,
  { stdout, stderr }: Streams,
): Promise<void> {
  const { membrane, experiment, remarks } = importNeuroml(sourceAt(file), cell);
  for (const remark of remarks) say(stderr, remark);
  if (experimentFile !== undefined && !experiment)
    throw new InputError(
      `${shownPath(file)} has no pulseGenerator, or other input, that says what is injected; leave --experiment out`,
    );
  for (const path of [out, experimentFile]) if (path !== undefined) refuseOther(path, file);
  if (out === undefined) await writeAll(stdout, [textOf(membrane)]);
  else write(out, membrane);
  if (experimentFile === undefined || !experiment) return;
  const model = out === undefined ? membrane : modelPath(experimentFile, out);
  write(experimentFile, { ...experiment, model });
}

/** A file, and those beside it that it includes. */
function sourceAt(path: string): NeuromlSource {
  const name = shownPath(path);
  return {
    name,
    text: decodeText(readBytes(path), name),
    include: (href) => sourceAt(relative('', resolve(dirname(path), href)) || href),
  };
}

/** What is imported must not be written over. */
function refuseOther(path: string, file: string): void {
  if (existsSync(path) && resolve(path) === resolve(file))
    throw new InputError(`${shownPath(path)} is what is imported; give another name`);
}

/** How an experiment names the file of its membrane, from its own folder on. */
function modelPath(experiment: string, membrane: string): string {
  const path = relative(dirname(resolve(experiment)), resolve(membrane))
    .split(sep)
    .join('/');
  return /\.json$|\//i.test(path) ? path : `./${path}`;
}

const textOf = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

function write(path: string, document: unknown): void {
  try {
    writeFileSync(path, textOf(document));
  } catch (error) {
    throw new InputError(`cannot write ${shownPath(path)}: ${reasonOf(error)}`);
  }
}
