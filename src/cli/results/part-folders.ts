import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { difference } from '../../input/difference.ts';
import { repeated } from '../../input/repeated.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { readDocument } from '../document.ts';
import { reasonOf, shownPath } from '../fail.ts';
import type { Part } from '../part.ts';
import { fileOf, formatOf } from './file-names.ts';
import { GROWN, PARTIAL } from './folder.ts';
import { recordIn, recordPath, type WrittenRecord } from './record-file.ts';
import { Unfinished } from './unfinished.ts';

/** A part of a population with its results. */
export interface PartFolder {
  readonly folder: string;
  readonly record: WrittenRecord;
}

/** @throws InputError unless there is the record of a run */
export async function readPart(folder: string): Promise<PartFolder> {
  const path = recordPath(folder);
  return { folder, record: recordIn(await readDocument(path, process.stdin), path) };
}

/** The files of a part that are not as the run left them, by their size. @param holds whether one of the right size is, by what is in it */
export const damagedFiles = (
  { folder, record }: PartFolder,
  holds: (path: string, position: WrittenRecord['files'][string]) => boolean = () => true,
): string[] =>
  Object.entries(record.files)
    .map(([name, position]) => ({ path: join(folder, name), position }))
    .filter(
      ({ path, position }) => !attempt(() => statSync(path).size === position.bytes && holds(path, position)),
    )
    .map(({ path }) => path);

function attempt(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** @throws InputError if parts are of different runs */
export function checkSame([first, ...others]: readonly PartFolder[]): void {
  for (const other of others) {
    const found =
      difference(sameOf(first!.record), sameOf(other.record)) ??
      difference(kernelOf(first!.record, other.record), kernelOf(other.record, first!.record));
    if (!found) continue;
    const text = (value: unknown) => (value === undefined ? 'nothing' : shown(JSON.stringify(value)));
    throw new InputError(
      `${shownPath(other.folder)} has ${shown(found.path)} = ${text(found.there)}, ${shownPath(first!.folder)} has ${text(found.here)}; parts must be of one experiment, version, engine and format`,
    );
  }
}

/** What all parts have in common. The name of the CPU engine tells how many threads there were, which matters to nothing. */
const sameOf = ({ version, adapter, resumed = [], steps, files, experiment }: WrittenRecord) => ({
  version,
  format: formatOf(files),
  engine: adapter.engine === 'webgpu' ? adapter : adapter.engine,
  engines: [...new Set([adapter, ...resumed.map((one) => one.adapter)].map(({ engine }) => engine))],
  steps,
  experiment,
});

/** What is run is the same in all parts that sample neurons, and in all that do not, if they are in the same bands. */
const kernelOf = (record: WrittenRecord, other: WrittenRecord) =>
  hasTraces(record) === hasTraces(other) && bandsOf(record) === bandsOf(other)
    ? { kernel: record.kernel }
    : {};

const bandsOf = ({ bands = [] }: WrittenRecord): string => bands.map(({ band }) => band).join();

export const hasTraces = ({ files }: WrittenRecord): boolean =>
  files[fileOf('traces', formatOf(files))] !== undefined;

/** How far the parts of a population are whose results are in one folder. */
export interface StateOfParts {
  readonly of: number;
  readonly complete: readonly PartFolder[];
  /** Numbers of those that have begun, and how much of each was done at its last checkpoint, from 0 to 1. */
  readonly begun: ReadonlyMap<number, number>;
  /** Numbers of all that are not complete. */
  readonly missing: readonly number[];
}

/**
 * What there is of the parts of a population, each in a folder of its own in the same one.
 * @returns undefined if no part has begun
 * @throws InputError if they are not of the same number of parts, or one is there twice
 */
export async function stateOfParts(folder: string): Promise<StateOfParts | undefined> {
  const complete: PartFolder[] = [];
  const unfinished: { readonly part: Part; readonly done: number }[] = [];
  for (const place of foldersIn(folder)) {
    if (existsSync(recordPath(place))) complete.push(await readPart(place));
    else unfinished.push(...unfinishedIn(place));
  }
  const parts = [...complete.map(partOf), ...unfinished.map(({ part }) => part)];
  if (parts.length === 0) return undefined;
  const { of } = parts[0]!;
  if (parts.some((part) => part.of !== of))
    throw new InputError(
      `${shownPath(folder)} has parts of several divisions; keep those of each in a folder of its own`,
    );
  const done = complete.map((part) => partOf(part).part);
  const twice = repeated(done);
  if (twice !== undefined)
    throw new InputError(`${shownPath(folder)} has part ${twice} of ${of} twice; remove one of them`);
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((part) => !done.includes(part));
  const begun = unfinished.filter(({ part }) => missing.includes(part.part));
  return { of, complete, begun: new Map(begun.map(({ part, done }) => [part.part, done])), missing };
}

/** Which part it is. @throws InputError if it is none */
export function partOf({ folder, record }: PartFolder): Part {
  if (record.part) return record.part;
  throw new InputError(`${shownPath(folder)} has results of no part; parts come from loligo run --part`);
}

function foldersIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  } catch (error) {
    throw new InputError(`cannot read ${shownPath(path)}: ${reasonOf(error)}`);
  }
}

/** The part that is not finished in a folder, which may be the one beside the results or the results' own. */
function unfinishedIn(place: string): { readonly part: Part; readonly done: number }[] {
  const workplace = place.endsWith(PARTIAL) ? place : join(place, PARTIAL);
  const unfinished = new Unfinished(join(workplace, GROWN));
  const part = unfinished.about?.part;
  return part ? [{ part, done: unfinished.reached }] : [];
}
