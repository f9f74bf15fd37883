import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { version } from '../../package.json';
import { parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { parsePath } from './arguments.ts';
import { type Backend, backends, withSimulation } from './backend.ts';
import { readDocument } from './document.ts';
import { reasonOf, say } from './fail.ts';
import { formatCalled, type TableFormat } from './formats/format.ts';
import { problemOfPart } from './part.ts';
import type { RunRecord } from './record.ts';
import { compareRows, compareSpikes, SAME_NUMBERS } from './results/compare.ts';
import { fileNames, fileOf, formatOf } from './results/file-names.ts';
import { ResultFolder } from './results/folder.ts';
import { recordIn, recordPath, type WrittenRecord } from './results/record-file.ts';
import { runInto } from './results/run-into.ts';
import { Stopping } from './results/stopping.ts';
import type { Streams } from './streams.ts';

/** The options of `loligo replay`. */
interface ReplayOptions {
  /** Another engine than the one of the run. */
  readonly backend?: Backend;
}

/** `loligo replay`: a run once more. */
export function addReplay(program: Command, streams: Streams): void {
  program
    .command('replay')
    .description('run again what a run.json tells of, and say whether the same bytes come out')
    .argument('<file>', 'the run.json; - reads standard input', parsePath)
    .addOption(
      new Option(
        '--backend <engine>',
        'another engine than that of the run, within whose precision results agree',
      ).choices(backends),
    )
    .action((file: string, options: ReplayOptions) => replay(file, options, streams));
}

/**
 * Runs again what a run.json tells of, and says of every file whether the same bytes came out, or else how far off it is.
 * @param path of it, or of the folder of results that it is in
 */
async function replay(path: string, options: ReplayOptions, streams: Streams): Promise<void> {
  const { stdin, stdout, stderr } = streams;
  const file = existsSync(path) && statSync(path).isDirectory() ? recordPath(path) : path;
  const record = recordIn(await readDocument(file, stdin), file);
  if (record.version !== version)
    say(stderr, `the run is of version ${record.version}, this is ${version}: other bytes may come out`);
  const place = mkdtempSync(join(tmpdir(), 'loligo-replay-'));
  try {
    const out = join(place, 'results');
    const again = await runAgain(record, out, options, stderr);
    const beside = file === '-' ? undefined : dirname(file);
    const format = await formatCalled(formatOf(record.files));
    const lines = await Promise.all(
      Object.entries(record.files).map(async ([name, { sha256 }]) => {
        const isSame = again.files[name]?.sha256 === sha256;
        return { name, found: isSame ? SAME_BYTES : await farOff(name, out, beside, format) };
      }),
    );
    stdout.write(lines.map(({ name, found }) => `${name}: ${found}\n`).join(''));
    const other = otherThan(record, again);
    // A table may say of which version it is.
    const fine = record.version === version ? [SAME_BYTES] : [SAME_BYTES, `${OTHER_BYTES}: ${SAME_NUMBERS}`];
    if (other) say(stderr, `${other}: results agree within the precision of both`);
    else if (!lines.every(({ found }) => fine.includes(found)))
      throw new Error(`the same kernel on ${again.adapter.name} gave other bytes than the run had`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function runAgain(
  { experiment: document, part, adapter, files }: WrittenRecord,
  out: string,
  { backend = adapter.engine }: ReplayOptions,
  stderr: NodeJS.WriteStream,
): Promise<RunRecord> {
  const experiment = parseExperiment(document);
  const folder = new ResultFolder(out, fileNames);
  const stopping = new Stopping(() => rmSync(dirname(out), { recursive: true, force: true }));
  const asked = {
    experiment,
    part,
    format: formatOf(files),
    estimate: false,
    checkpoint: 0,
    started: new Date().toISOString(),
  };
  try {
    const record = await withSimulation(
      problemOfPart(prepare(experiment), part),
      { backend },
      stderr,
      (one) => runInto(folder, asked, one, stopping, stderr),
    );
    folder.publish();
    return record;
  } finally {
    folder.leave();
    stopping.end();
  }
}

/** What was other in a run that is run again, in words. */
function otherThan({ adapter, resumed = [], kernel }: WrittenRecord, again: RunRecord): string | undefined {
  const { engine, name } = again.adapter;
  const former = [...resumed.map((one) => one.adapter), adapter].find(
    (one) => one.engine !== engine || (engine === 'webgpu' && one.name !== name),
  );
  if (former) return `run on ${name}, not on ${former.name}`;
  return kernel === again.kernel ? undefined : 'run with another kernel than then';
}

const SAME_BYTES = 'the same bytes';
const OTHER_BYTES = 'other bytes';

/** How far a file that came out lies from the one beside the record. @param beside folder of that */
async function farOff(
  name: string,
  out: string,
  beside: string | undefined,
  format: TableFormat,
): Promise<string> {
  const former = beside && join(beside, name);
  if (!former || !existsSync(former)) return OTHER_BYTES;
  const compare = name === fileOf('spikes', format.name) ? compareSpikes : compareRows;
  try {
    return `${OTHER_BYTES}: ${await compare(await format.open(former), await format.open(join(out, name)))}`;
  } catch (error) {
    return `${OTHER_BYTES}, and it cannot be read: ${reasonOf(error)}`;
  }
}
