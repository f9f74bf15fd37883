import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '../input/encoding.ts';
import { parseDocument } from '../input/json.ts';
import { InputError } from '../input/schema.ts';
import type { Membrane } from '../model/membrane.ts';
import { membraneInFile } from '../model/read.ts';
import { withFileValues } from '../population/files.ts';
import { parseTable, type Table } from '../population/table.ts';
import { membraneOf } from '../protocol/experiment.ts';
import { withSamples } from '../protocol/files.ts';
import { reasonOf, shownPath } from './fail.ts';

/**
 * Reads one JSON document from a file, or from `stdin` if the path is `-`.
 * @throws InputError if it cannot be read or is refused by `parseDocument`
 */
export async function readDocument(path: string, stdin: NodeJS.ReadableStream): Promise<unknown> {
  if (path !== '-') return parseDocument(readBytes(path), shownPath(path));
  return parseDocument(await buffer(stdin), 'standard input');
}

/**
 * Reads a table that an experiment names.
 * @param path as the experiment names it: from the experiment's folder on, or from the present one if it comes from `-`
 * @throws InputError if it cannot be read
 */
function readTable(path: string, experiment: string): Table {
  const place = experiment === '-' ? path : resolve(dirname(experiment), path);
  return parseTable(decodeText(readBytes(place), shownPath(place)), shownPath(path));
}

/** Whether what a model is called is the path of a file. No shipped one has a slash, or ends like that. */
const isPath = (model: string): boolean => /\.json$|[/\\]/i.test(model);

/**
 * The membrane that a name stands for, or that is in a file.
 * @param experiment the file from whose folder on the path goes; from the present one if there is none, or it is `-`
 * @throws InputError that names the file
 */
export function readModel(model: string, experiment = '-'): Membrane {
  if (!isPath(model)) return membraneOf(model);
  const place = experiment === '-' ? model : resolve(dirname(experiment), model);
  return membraneInFile(readBytes(place), shownPath(model));
}

/** An experiment's document with the membrane in the place of the path that it names; nothing else is looked at. */
function withModel(document: unknown, experiment: string): unknown {
  if (typeof document !== 'object' || document === null || !('model' in document)) return document;
  const { model } = document;
  return typeof model === 'string' && isPath(model)
    ? { ...document, model: readModel(model, experiment) }
    : document;
}

/**
 * An experiment's document with what is in files in the place of their names: its membrane, waveforms, recordings, columns of a sample.
 * @param experiment the file from whose folder on paths go; from the present one if it is `-`
 */
export function withFiles(document: unknown, experiment: string): unknown {
  const load = (path: string) => readTable(path, experiment);
  return withFileValues(withSamples(withModel(document, experiment), load), load);
}

export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`cannot read ${shownPath(path)}: ${reasonOf(error)}`);
  }
}
