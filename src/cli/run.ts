import { type Command, Option } from 'commander';
import { version } from '../../package.json';
import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import { visible } from '../input/shown.ts';
import { documentOf, type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { askedStatistics, prepare } from '../protocol/prepare.ts';
import { experimentIn } from '../protocol/record.ts';
import { remarksOn } from '../protocol/remarks.ts';
import { parseCount, parseNames, parsePath, parseSeconds } from './arguments.ts';
import { type Backend, withSimulation } from './backend.ts';
import { readDocument, withFiles } from './document.ts';
import { say, shownPath } from './fail.ts';
import { type FormatName, formatNames } from './formats/format.ts';
import { backendOption, estimateOption } from './options.ts';
import { type Part, parsePart, problemOfPart } from './part.ts';
import { withMethod } from './precision.ts';
import { formatCount, formatDuration } from './progress.ts';
import type { RunRecord } from './record.ts';
import { fileNames, fileOf, formatOf } from './results/file-names.ts';
import { ResultFolder } from './results/folder.ts';
import { checkRoom } from './results/room.ts';
import { type Asked, runInto } from './results/run-into.ts';
import { begunIn, isDone } from './results/same-run.ts';
import { Stopping } from './results/stopping.ts';
import { shellWords } from './shell.ts';
import type { Streams } from './streams.ts';

/** The options of `loligo run`. */
interface RunOptions {
  /** Folder for the results. */
  readonly out: string;
  readonly backend: Backend;
  /** False leaves out the estimate of the error. */
  readonly estimate: boolean;
  /** Whether an unfinished run is gone on with. */
  readonly resume?: boolean;
  /** Wall time between two checkpoints, s; 0 for none. */
  readonly checkpoint: number;
  /** The only part of the population that is run. */
  readonly part?: Part;
  /** Threads of the CPU. */
  readonly threads?: number;
  /** Parts of the names of adapters that are used side by side. */
  readonly adapter?: readonly string[];
  /** Of the tables: CSV, or that of the run that is gone on with, if nothing is said. */
  readonly format?: FormatName;
}

/** `loligo run`: an experiment from a file. */
export function addRun(program: Command, streams: Streams): void {
  program
    .command('run')
    .description('run the experiment in a JSON file and write its results as files')
    .argument(
      '<file>',
      'the experiment, or the run.json of an earlier run; - reads standard input',
      parsePath,
    )
    .requiredOption(
      '--out <folder>',
      'where tables of cells, spikes and traces, and run.json shall be',
      parsePath,
    )
    .addOption(backendOption())
    .addOption(estimateOption())
    .option('--checkpoint <seconds>', 'wall time between two checkpoints; 0 for none', parseSeconds, 60)
    .option('--resume', 'go on with an unfinished run')
    .option('--part <part>', 'run one part of the population alone, such as 2/8', parsePart)
    .option('--threads <number>', 'threads of the CPU (default: as many as cores)', parseCount)
    .option(
      '--adapter <names>',
      'parts of the names of adapters, as devices lists them, to use side by side, such as 4090,3080',
      parseNames,
    )
    .addOption(new Option('--format <format>', 'of the tables (default: csv)').choices(formatNames))
    .action((file: string, options: RunOptions) => run(file, options, streams));
}

/** Runs an experiment from a file and writes its results as files. */
async function run(file: string, options: RunOptions, { stdin, stderr }: Streams): Promise<void> {
  const given = parseExperiment(withFiles(experimentIn(await readDocument(file, stdin)), file));
  const folder = new ResultFolder(options.out, fileNames, {
    resumes: options.resume ?? false,
    onDamaged: (what) => say(stderr, `${what}; it cannot be gone on from there`),
    onWait: (what) => say(stderr, what),
  });
  const leave = (how?: { isUseless: boolean }) => {
    const done = folder.leave(how);
    if (done !== undefined)
      say(stderr, `${percent(done)} of a run are kept; to go on: ${commandOf(file, options)}`);
  };
  const stopping = new Stopping(leave);
  try {
    const isNew = folder.found.kind === 'nothing' && !folder.former;
    if (options.resume && isNew && isDone(folder, given, options.part, options.format)) {
      say(stderr, `the run is complete already; its results are in ${shownPath(options.out)}`);
      return;
    }
    sayFound(folder, options, stderr);
    const record =
      folder.found.kind === 'results' ? undefined : await runAsked(folder, given, options, stopping, stderr);
    folder.publish();
    if (record) report(record, options.out, stderr);
  } catch (error) {
    // What was refused is as it was; a neuron that diverges would diverge again.
    if (!(error instanceof InputError)) leave({ isUseless: error instanceof DivergedError });
    throw error;
  } finally {
    folder.leave();
    stopping.end();
  }
}

async function runAsked(
  folder: ResultFolder,
  given: Experiment,
  options: RunOptions,
  stopping: Stopping,
  stderr: NodeJS.WriteStream,
): Promise<RunRecord> {
  const { found, unfinished } = folder;
  const { part, format, estimate, checkpoint } = options;
  const begun = found.kind === 'checkpoint' ? begunIn(folder, given, part) : undefined;
  const asked: Asked = {
    ...(begun ?? {
      ...(await withMethod(given, options.backend, stderr)),
      started: new Date().toISOString(),
    }),
    format: format ?? begun?.format ?? 'csv',
    part,
    estimate,
    checkpoint,
  };
  for (const remark of remarksOn(asked.experiment)) say(stderr, remark);
  const problem = problemOfPart(prepare(asked.experiment), part);
  checkRoom(problem, askedStatistics(asked.experiment, problem.system), asked.format);
  const { engine } = found.kind === 'checkpoint' ? found.checkpoint.header.adapter : { engine: undefined };
  // To go on to the same bytes takes the same engine.
  const backend = options.backend === 'auto' && engine && engine !== 'reference' ? engine : options.backend;
  return withSimulation(problem, { ...options, backend }, stderr, async (simulation) => {
    if (checkpoint > 0 && found.kind === 'nothing')
      await unfinished.begin({
        about: `A run of Loligo that is not finished. It can be gone on with: loligo run EXPERIMENT --out ${visible(options.out)} --resume`,
        version,
        started: asked.started,
        given: documentOf(given),
        experiment: documentOf(asked.experiment),
        ...(asked.accuracy && { accuracy: asked.accuracy }),
        ...(part && { part }),
        format: asked.format,
      });
    return runInto(folder, asked, simulation, stopping, stderr);
  });
}

/** Says what was found of an earlier run where that may be another thing than was expected. */
function sayFound(
  { found, former, path }: ResultFolder,
  { resume }: RunOptions,
  stderr: NodeJS.WriteStream,
): void {
  if (found.kind === 'results')
    say(stderr, `the run was complete already; its results are put into ${shownPath(path)}`);
  else if (resume && found.kind === 'nothing')
    say(stderr, `there is no unfinished run for ${shownPath(path)}; starts anew`);
  else if (former)
    say(
      stderr,
      `starts anew, though ${percent(former.done ?? 0)} of an unfinished run are kept; until this run has a checkpoint of its own, --resume would go on with that one`,
    );
}

const percent = (fraction: number): string => `${Math.floor(100 * fraction)} %`;

/** What to type to go on. */
function commandOf(file: string, { out, part, format }: RunOptions): string {
  const only = part ? ['--part', `${part.part}/${part.of}`] : [];
  const as = format ? ['--format', format] : [];
  return shellWords(['loligo', 'run', file, '--out', out, ...only, ...as, '--resume']);
}

function report(record: RunRecord, path: string, stderr: NodeJS.WriteStream): void {
  const format = formatOf(record.files);
  const { lostSpikes = 0, neurons, steps, wallSeconds, neuronStepsPerSecond, adapter } = record;
  if (lostSpikes > 0) {
    say(
      stderr,
      `${lostSpikes} spikes did not fit into the buffer and are missing in ${fileOf('spikes', format)} (${fileOf('cells', format)} counts them)`,
    );
  }
  if (stderr.isTTY) {
    const size = `${formatCount(neurons)} ${neurons === 1 ? 'neuron' : 'neurons'}, ${formatCount(steps)} steps`;
    const speed = `${formatDuration(wallSeconds)} (${formatCount(neuronStepsPerSecond)} neuron-steps/s)`;
    stderr.write(`${size} in ${speed} on ${adapter.name}; results are in ${visible(path)}\n`);
  }
}
