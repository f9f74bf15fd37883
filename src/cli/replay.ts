import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Backend, withSimulation } from './backend.ts';
import { readDocument } from './document.ts';
import { say } from './fail.ts';
import { problemOfPart } from './part.ts';
import type { RunRecord } from './record.ts';
import { compareRows, compareSpikes } from './results/compare.ts';
import { ResultFolder } from './results/folder.ts';
import { recordIn, recordPath, type WrittenRecord } from './results/record-file.ts';
import { fileNames, runInto } from './results/run-into.ts';
import { Stopping } from './results/stopping.ts';
import type { Streams } from './streams.ts';

/** The options of `loligo replay`. */
export interface ReplayOptions {
  /** Another engine than the one of the run. */
  readonly backend?: Backend;
}

/**
 * Runs again what a run.json tells of, and says of every file whether the same bytes came out, or else how far off it is.
 * @param path of it, or of the folder of results that it is in
 */
export async function replay(path: string, options: ReplayOptions, streams: Streams): Promise<void> {
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
    const lines = await Promise.all(
      Object.entries(record.files).map(async ([name, { sha256 }]) => {
        const isSame = again.files[name]?.sha256 === sha256;
        return { isSame, text: `${name}: ${isSame ? 'the same bytes' : await farOff(name, out, beside)}` };
      }),
    );
    stdout.write(lines.map(({ text }) => `${text}\n`).join(''));
    const other = otherThan(record, again);
    if (other) say(stderr, `${other}: results agree within the precision of both`);
    else if (!lines.every(({ isSame }) => isSame))
      throw new Error(`the same kernel on ${again.adapter.name} gave other bytes than the run had`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function runAgain(
  { experiment: document, part, adapter }: WrittenRecord,
  out: string,
  { backend = adapter.engine }: ReplayOptions,
  stderr: NodeJS.WriteStream,
): Promise<RunRecord> {
  const experiment = parseExperiment(document);
  const folder = new ResultFolder(out, fileNames);
  const stopping = new Stopping(() => rmSync(dirname(out), { recursive: true, force: true }));
  const asked = { experiment, part, estimate: false, checkpoint: 0, started: new Date().toISOString() };
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

/** How far a file that came out lies from the one beside the record. @param beside folder of that */
async function farOff(name: string, out: string, beside: string | undefined): Promise<string> {
  const former = beside && join(beside, name);
  if (!former || !existsSync(former)) return 'other bytes';
  const compare = name === 'spikes.csv' ? compareSpikes : compareRows;
  return `other bytes: ${await compare(former, join(out, name))}`;
}
