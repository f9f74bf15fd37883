import { decodeText, isBinary } from '../../input/encoding.ts';
import { parseDocument } from '../../input/json.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { Membrane } from '../../model/membrane.ts';
import { membraneInFile } from '../../model/read.ts';
import { withFileValues } from '../../population/files.ts';
import { parseTable } from '../../population/table.ts';
import { withSamples } from '../../protocol/files.ts';
import { experimentIn } from '../../protocol/record.ts';
import { experimentSchema } from '../../protocol/schema.ts';

/** Largest file that is read, bytes: while it is, the page stands still. */
const LARGEST = 1_000_000;
/** As many bytes tell a picture or an archive from a text. */
const HEAD = 512;

/** Keys that membranes have and experiments do not. */
const membraneKeys = ['name', 'title', 'currents', 'gates', 'states', 'definitions', 'capacitance'];
const experimentKeys = Object.keys(experimentSchema.shape);

/** What is in files that were opened: a membrane, a lesson, data, or the document of an experiment, which is not looked at. */
export interface Opened {
  /** Of the file that it is in. */
  readonly name: string;
  readonly membrane?: Membrane;
  readonly experiment?: unknown;
  /** The text of a lesson. */
  readonly lesson?: string;
  /** The text of a table alone: data. */
  readonly table?: string;
}

export type Readable = Pick<File, 'name' | 'size' | 'slice' | 'arrayBuffer'>;

/** A file that was read. */
interface Read {
  /** As it may stand in messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Undefined if it is no JSON, but may be a table. */
  readonly document: unknown;
}

/**
 * What some files hold, by their content: an experiment, the `run.json` of one, or a membrane. Other files are what the
 * experiment names: tables, or its membrane. A table alone is data.
 * @throws InputError that names the file
 */
export async function readFiles(files: readonly Readable[]): Promise<Opened> {
  const [only] = files;
  if (files.length === 1 && /\.(md|markdown)$/i.test(only!.name)) {
    const { name, text } = await readText(only!);
    return { name, lesson: text };
  }
  if (files.length === 1 && /\.(csv|tsv|txt|dat)$/i.test(only!.name)) {
    const { name, text } = await readText(only!);
    if (isTable(name, text)) return { name, table: text };
  }
  const read: Read[] = [];
  for (const file of files) read.push(await readFile(file, files.length > 1));
  const documents = read.filter(({ document }) => document !== undefined);
  const main = documents.find(({ document }) => !isMembrane(document)) ?? documents[0];
  if (!main)
    throw new InputError(
      `${read[0]!.name} is no JSON, and none of the others is: open an experiment or a membrane`,
    );
  const { name, bytes, document } = main;
  if (isMembrane(document)) return { name, membrane: membraneInFile(bytes, name) };
  const experiment = experimentIn(document);
  if (!isExperiment(experiment))
    throw new InputError(
      `${name} holds neither an experiment ("model", "stimulus", "sweep"), nor a membrane ("name", "currents"), nor what a run leaves ("experiment")`,
    );
  return { name, experiment: withOthers(experiment, main, read) };
}

/** Whether a text is a table by its name, or, where that says little, by the cells of its first line. */
const isTable = (name: string, text: string): boolean =>
  /\.(csv|tsv)$/i.test(name) || (!/^\s*[{[]/.test(text) && /[,;\t]/.test(text.split('\n', 1)[0]!));

async function readText(file: Readable): Promise<{ readonly name: string; readonly text: string }> {
  const { name, bytes } = await contentOf(file);
  return { name, text: decodeText(bytes, name) };
}

async function readFile(file: Readable, maybeTable: boolean): Promise<Read> {
  const { name, bytes } = await contentOf(file);
  const isNoJson = maybeTable && !decodeText(bytes, name).trimStart().startsWith('{');
  return { name, bytes, document: isNoJson ? undefined : parseDocument(bytes, name) };
}

/** @throws InputError if it is no text, too large, or cannot be read */
async function contentOf(file: Readable): Promise<Pick<Read, 'name' | 'bytes'>> {
  const name = shown(file.name);
  if (isBinary(await bytesOf(file.slice(0, HEAD), name)))
    throw new InputError(
      `${name} is no text; the page reads experiments, membranes, lessons, the run.json of results, and tables as CSV`,
    );
  if (file.size > LARGEST)
    throw new InputError(
      `${name} has ${file.size} bytes; the page opens files of at most ${LARGEST}, and loligo run those that are larger`,
    );
  return { name, bytes: await bytesOf(file, name) };
}

async function bytesOf(file: Pick<File, 'arrayBuffer'>, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InputError(`${name} cannot be read; give a file, not a folder`);
  }
}

const has = (document: unknown, keys: readonly string[]) =>
  typeof document === 'object' && document !== null && keys.some((key) => Object.hasOwn(document, key));

const isMembrane = (document: unknown) => has(document, membraneKeys);
const isExperiment = (document: unknown) => has(document, experimentKeys);

/** The document of an experiment with what is in files that were opened with it in the place of their names. */
function withOthers(experiment: unknown, main: Read, files: readonly Read[]): unknown {
  const find = (path: string): Read => {
    const name = shown(path.split(/[/\\]/).at(-1)!);
    const found = files.find((file) => file.name === name && file !== main);
    if (!found) throw new InputError(`${main.name} names the file ${shown(path)}: open both together`);
    return found;
  };
  const load = (path: string) => {
    const { bytes, name } = find(path);
    return parseTable(decodeText(bytes, name), name);
  };
  const { model } = experiment as { readonly model?: unknown };
  const whole =
    typeof model === 'string' && /\.json$/i.test(model)
      ? { ...(experiment as object), model: membraneInFile(find(model).bytes, shown(model)) }
      : experiment;
  return withFileValues(withSamples(whole, load), load);
}
