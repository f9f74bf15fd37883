import { join } from 'node:path';
import { difference } from '../input/difference.ts';
import { InputError } from '../input/schema.ts';
import { listed, shown } from '../input/shown.ts';
import type { ExperimentInput } from '../protocol/experiment.ts';
import { joinErrors } from '../studies/own-error-join.ts';
import { describeError } from '../studies/own-error-words.ts';
import { readDocument } from './document.ts';
import { say, shownPath } from './fail.ts';
import type { RunRecord } from './record.ts';
import { ResultFolder } from './results/folder.ts';
import { joinCells, joinSpikes, joinTraces } from './results/join.ts';
import { holds } from './results/output.ts';
import { recordIn, recordPath, type WrittenRecord } from './results/record-file.ts';
import { fileNames } from './results/run-into.ts';
import { Stopping } from './results/stopping.ts';
import type { Streams } from './streams.ts';

/** A part of a population with its results. */
interface PartFolder {
  readonly folder: string;
  readonly record: WrittenRecord;
}

/**
 * Joins the results of all parts of a population to those of the whole, byte by byte those of a run of the whole.
 * @throws InputError that names what is missing, damaged or of another run
 */
export async function merge(folders: readonly string[], out: string, { stderr }: Streams): Promise<void> {
  const parts = inOrder(await Promise.all(folders.map(readPart)));
  checkSame(parts);
  parts.forEach(checkFiles);
  const target = new ResultFolder(out, fileNames);
  const stopping = new Stopping(() => target.leave());
  try {
    const { error } = await joinInto(target, parts);
    target.publish();
    if (error) say(stderr, describeError(error));
  } finally {
    target.leave();
    stopping.end();
  }
}

async function joinInto(target: ResultFolder, parts: readonly PartFolder[]): Promise<RunRecord> {
  const paths = (name: string) =>
    parts.map(({ folder, record }) => (record.files[name] ? join(folder, name) : undefined));
  const write = (name: string) => {
    const file = target.file(name);
    return (text: string) => file.write(text);
  };
  const isThere = (name: string) => paths(name).some((path) => path !== undefined);
  const experiment = parts[0]!.record.experiment as ExperimentInput;
  if (isThere('spikes.csv')) await joinSpikes(paths('spikes.csv') as string[], write('spikes.csv'));
  if (isThere('traces.csv')) {
    const traced = experiment.record?.traces?.cells ?? [];
    const counts = parts.map(({ record }) => record.neurons);
    await joinTraces(paths('traces.csv'), { traced, counts }, write('traces.csv'));
  }
  await joinCells(paths('cells.csv') as string[], write('cells.csv'));
  return target.complete((files) => ({ ...joinedRecord(parts), files, experiment }));
}

function joinedRecord(parts: readonly PartFolder[]): Omit<RunRecord, 'files' | 'experiment'> {
  const records = parts.map(({ record }) => record);
  const sum = (of: (record: WrittenRecord) => number) =>
    records.reduce((total, record) => total + of(record), 0);
  const { version, adapter, kernel, steps, accuracy } = withTraces(records) ?? records[0]!;
  const wallSeconds = Number(sum((record) => record.wallSeconds).toFixed(3));
  const neurons = sum((record) => record.neurons);
  const error = joinErrors(records);
  return {
    version,
    adapter,
    kernel,
    started: records.map(({ started }) => started).sort()[0]!,
    wallSeconds,
    parts: parts.length,
    neurons,
    steps,
    neuronStepsPerSecond: Math.round((neurons * steps) / wallSeconds),
    ...(records[0]!.lostSpikes === undefined ? {} : { lostSpikes: sum(({ lostSpikes }) => lostSpikes ?? 0) }),
    ...(accuracy !== undefined && { accuracy: accuracy as RunRecord['accuracy'] }),
    ...(error && { error }),
  };
}

async function readPart(folder: string): Promise<PartFolder> {
  const path = recordPath(folder);
  return { folder, record: recordIn(await readDocument(path, process.stdin), path) };
}

/** @throws InputError unless every part is there, once */
function inOrder(parts: readonly PartFolder[]): PartFolder[] {
  const whole = parts.find(({ record }) => !record.part);
  if (whole)
    throw new InputError(
      `${shownPath(whole.folder)} has results of no part; parts come from loligo run --part`,
    );
  const { of } = parts[0]!.record.part!;
  const other = parts.find(({ record }) => record.part!.of !== of);
  if (other)
    throw new InputError(
      `${shownPath(other.folder)} has one of ${other.record.part!.of} parts, ${shownPath(parts[0]!.folder)} one of ${of}; give parts of one division`,
    );
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter(
    (part) => !parts.some(({ record }) => record.part!.part === part),
  );
  if (missing.length > 0)
    throw new InputError(
      `of ${of} parts ${listed(missing.map(String), ', ')} ${missing.length === 1 ? 'is' : 'are'} missing; run ${missing.length === 1 ? 'it' : 'them'} with --part ${missing[0]}/${of}`,
    );
  if (parts.length > of)
    throw new InputError(`there are ${parts.length} folders for ${of} parts; give each once`);
  return parts.toSorted((a, b) => a.record.part!.part - b.record.part!.part);
}

/** @throws InputError if parts are of different runs */
function checkSame([first, ...others]: readonly PartFolder[]): void {
  for (const other of others) {
    const found =
      difference(sameOf(first!.record), sameOf(other.record)) ??
      difference(kernelOf(first!.record, other.record), kernelOf(other.record, first!.record));
    if (!found) continue;
    const text = (value: unknown) => (value === undefined ? 'nothing' : shown(JSON.stringify(value)));
    throw new InputError(
      `${shownPath(other.folder)} has ${shown(found.path)} = ${text(found.there)}, ${shownPath(first!.folder)} has ${text(found.here)}; parts must be of one experiment, version and engine`,
    );
  }
}

/** What all parts have in common. The name of the CPU engine tells how many threads there were, which matters to nothing. */
const sameOf = ({ version, adapter, resumed = [], steps, experiment }: WrittenRecord) => ({
  version,
  engine: adapter.engine === 'webgpu' ? adapter : adapter.engine,
  engines: [...new Set([adapter, ...resumed.map((one) => one.adapter)].map(({ engine }) => engine))],
  steps,
  experiment,
});

/** What is run is the same in all parts that sample neurons, and in all that do not. */
const kernelOf = (record: WrittenRecord, other: WrittenRecord) =>
  hasTraces(record) === hasTraces(other) ? { kernel: record.kernel } : {};

const hasTraces = ({ files }: WrittenRecord): boolean => files['traces.csv'] !== undefined;
const withTraces = (records: readonly WrittenRecord[]) => records.find(hasTraces);

/** @throws InputError if a file is not as it was written */
function checkFiles({ folder, record }: PartFolder): void {
  for (const [name, position] of Object.entries(record.files))
    if (!isWhole(join(folder, name), position))
      throw new InputError(
        `${shownPath(join(folder, name))} is not as the run left it; run that part again with --part ${record.part!.part}/${record.part!.of}`,
      );
}

function isWhole(path: string, position: Parameters<typeof holds>[1]): boolean {
  try {
    return holds(path, position);
  } catch {
    return false;
  }
}
