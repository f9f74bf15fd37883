import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../input/schema.ts';
import { listed } from '../input/shown.ts';
import { methodName, timesIn } from '../protocol/bands.ts';
import type { ExperimentInput } from '../protocol/experiment.ts';
import { joinErrors } from '../studies/own-error-join.ts';
import { describeError } from '../studies/own-error-words.ts';
import { parsePath } from './arguments.ts';
import { say, shownPath } from './fail.ts';
import { formatCalled, type TableFormat, type TableReader, type TableWriter } from './formats/format.ts';
import type { BandRecord, RunRecord } from './record.ts';
import { fileNames, fileOf, formatOf, type TableName } from './results/file-names.ts';
import { ResultFolder } from './results/folder.ts';
import { joinCells, joinSpikes, joinTraces } from './results/join.ts';
import { holds } from './results/output.ts';
import {
  checkSame,
  damagedFiles,
  hasTraces,
  type PartFolder,
  partOf,
  readPart,
} from './results/part-folders.ts';
import { provenanceOf } from './results/provenance.ts';
import type { WrittenRecord } from './results/record-file.ts';
import { Stopping } from './results/stopping.ts';
import type { Streams } from './streams.ts';

/** `loligo merge`: the results of all parts as those of the whole. */
export function addMerge(program: Command, streams: Streams): void {
  program
    .command('merge')
    .description('join the results of all parts of a population to those of the whole')
    .argument('<folders...>', 'folders of results of loligo run --part')
    .requiredOption('--out <folder>', 'where the results of the whole shall be', parsePath)
    .action((folders: string[], { out }: { out: string }) => merge(folders, out, streams));
}

/**
 * Joins the results of all parts of a population to those of the whole, byte by byte those of a run of the whole.
 * @throws InputError that names what is missing, damaged or of another run
 */
async function merge(folders: readonly string[], out: string, { stderr }: Streams): Promise<void> {
  const parts = inOrder(await Promise.all(folders.map(readPart)));
  checkSame(parts);
  parts.forEach(checkFiles);
  if (folders.some((folder) => resolve(folder) === resolve(out)))
    throw new InputError(`${shownPath(out)} is one of the parts; name another folder with --out`);
  const target = new ResultFolder(out, fileNames);
  const stopping = new Stopping(() => target.leave());
  try {
    const { error, bands = [] } = await joinInto(target, parts);
    target.publish();
    if (error) say(stderr, describeError(error));
    for (const band of bands)
      if (band.error) say(stderr, `${methodName(band)}: ${describeError(band.error)}`);
  } finally {
    target.leave();
    stopping.end();
  }
}

async function joinInto(target: ResultFolder, parts: readonly PartFolder[]): Promise<RunRecord> {
  const experiment = parts[0]!.record.experiment as ExperimentInput;
  const joined = joinedRecord(parts);
  const format = await formatCalled(formatOf(parts[0]!.record.files));
  const provenance = provenanceOf({ ...joined, resumed: parts[0]!.record.resumed, experiment });
  /** Joins a table, if any part has it; those that have none are undefined. */
  const joinTable = async (
    table: TableName,
    join: (tables: readonly (TableReader | undefined)[], whole: TableWriter) => Promise<void>,
  ) => {
    const name = fileOf(table, format.name);
    const tables = await Promise.all(parts.map((part) => tableOf(part, name, format)));
    const first = tables.find((one) => one !== undefined);
    if (!first) return;
    const whole = format.begin(target.file(name), first.kinds, provenance);
    await join(tables, whole);
    whole.end();
  };
  await joinTable('spikes', (tables, whole) => joinSpikes(tables as TableReader[], whole));
  await joinTable('traces', (tables, whole) => {
    const traced = experiment.record?.traces?.cells ?? [];
    const counts = parts.map(({ record }) => record.neurons);
    return joinTraces(tables, { traced, counts }, whole);
  });
  await joinTable('cells', (tables, whole) => joinCells(tables as TableReader[], whole));
  return target.complete((files) => ({ ...joined, files, experiment }));
}

async function tableOf({ folder, record }: PartFolder, name: string, format: TableFormat) {
  return record.files[name] && format.open(join(folder, name));
}

function joinedRecord(parts: readonly PartFolder[]): Omit<RunRecord, 'files' | 'experiment'> {
  const records = parts.map(({ record }) => record);
  const sum = (of: (record: WrittenRecord) => number) =>
    records.reduce((total, record) => total + of(record), 0);
  const { version, adapter, kernel, steps, accuracy } = withTraces(records) ?? records[0]!;
  const wallSeconds = Number(sum((record) => record.wallSeconds).toFixed(3));
  const neurons = sum((record) => record.neurons);
  const error = joinErrors(records);
  const bands = records[0]!.bands && joinedBands(records.flatMap((record) => record.bands ?? []));
  return {
    version,
    adapter,
    kernel,
    started: records.map(({ started }) => started).sort()[0]!,
    wallSeconds,
    parts: parts.length,
    neurons,
    steps,
    neuronStepsPerSecond: Math.round((steps * (bands ? inStep(bands) : neurons)) / wallSeconds),
    ...(records[0]!.lostSpikes === undefined ? {} : { lostSpikes: sum(({ lostSpikes }) => lostSpikes ?? 0) }),
    ...(accuracy !== undefined && { accuracy: accuracy as RunRecord['accuracy'] }),
    ...(error && { error }),
    ...(bands && { bands }),
  };
}

/** Steps that all neurons take in one of the whole. */
function inStep(bands: readonly BandRecord[]): number {
  const largest = Math.max(...bands.map(({ dt }) => dt));
  return bands.reduce((sum, { neurons, dt }) => sum + neurons * timesIn(dt, largest), 0);
}

/** Of every band, what is known of those of its neurons that are in a part. */
function joinedBands(bands: readonly BandRecord[]): BandRecord[] {
  const numbers = [...new Set(bands.map(({ band }) => band))];
  return numbers.map((number) => {
    const own = bands.filter(({ band }) => band === number);
    const error = joinErrors(own);
    return {
      ...own[0]!,
      neurons: own.reduce((sum, { neurons }) => sum + neurons, 0),
      ...(error && { error }),
    };
  });
}

/** @throws InputError unless every part is there, once */
function inOrder(parts: readonly PartFolder[]): PartFolder[] {
  const numbers = parts.map(partOf);
  const { of } = numbers[0]!;
  const other = numbers.findIndex((number) => number.of !== of);
  if (other > 0)
    throw new InputError(
      `${shownPath(parts[other]!.folder)} has one of ${numbers[other]!.of} parts, ${shownPath(parts[0]!.folder)} one of ${of}; give parts of one division`,
    );
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter(
    (wanted) => !numbers.some(({ part }) => part === wanted),
  );
  if (missing.length > 0)
    throw new InputError(
      `of ${of} parts ${listed(missing.map(String), ', ')} ${missing.length === 1 ? 'is' : 'are'} missing; run ${missing.length === 1 ? 'it' : 'them'} with --part ${missing[0]}/${of}`,
    );
  if (parts.length > of)
    throw new InputError(`there are ${parts.length} folders for ${of} parts; give each once`);
  return parts.toSorted((a, b) => partOf(a).part - partOf(b).part);
}

const withTraces = (records: readonly WrittenRecord[]) => records.find(hasTraces);

/** @throws InputError if a file is not as it was written */
function checkFiles(part: PartFolder): void {
  const [damaged] = damagedFiles(part, holds);
  const { part: number, of } = partOf(part);
  if (damaged !== undefined)
    throw new InputError(
      `${shownPath(damaged)} is not as the run left it; run that part again with --part ${number}/${of}`,
    );
}
