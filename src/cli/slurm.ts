import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { difference } from '../input/difference.ts';
import { InputError } from '../input/schema.ts';
import { shown, visible } from '../input/shown.ts';
import { documentOf, type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { askedStatistics, prepare } from '../protocol/prepare.ts';
import { experimentIn } from '../protocol/record.ts';
import { remarksOn } from '../protocol/remarks.ts';
import { parseCount, parsePath, parseSeconds } from './arguments.ts';
import { readDocument, withFiles } from './document.ts';
import { reasonOf, say, shownPath } from './fail.ts';
import { type FormatName, formatNames } from './formats/format.ts';
import { withMethod } from './precision.ts';
import { writeText } from './results/atomic.ts';
import { stateOfParts } from './results/part-folders.ts';
import { checkRoom } from './results/room.ts';
import { shellWord } from './shell.ts';
import {
  EXPERIMENT,
  LOGS,
  NOTICE,
  SCRIPT,
  slurmScript,
  submission,
  submissionWords,
} from './slurm-script.ts';
import type { Streams } from './streams.ts';

// The engine is named: parts on other machines would choose for themselves, and those of two engines are not of one whole.
const engines = ['webgpu', 'cpu', 'cpu-f64'] as const;

/** The options of `loligo slurm`. */
interface SlurmOptions {
  readonly parts: number;
  readonly out: string;
  readonly time?: string;
  readonly partition?: string;
  readonly cpus?: number;
  readonly memory?: string;
  readonly gpus?: string;
  readonly backend?: (typeof engines)[number];
  readonly checkpoint: number;
  readonly estimate: boolean;
  readonly format: FormatName;
  readonly submit?: boolean;
}

export function addSlurm(program: Command, streams: Streams): void {
  program
    .command('slurm')
    .description('write the job array of Slurm that runs an experiment in parts, on as many machines')
    .argument('<file>', 'the experiment, as for run; - reads standard input', parsePath)
    .requiredOption('--parts <number>', 'into how many parts the population is divided', parseCount)
    .requiredOption('--out <folder>', 'where script, logs and the results of all parts shall be', parsePath)
    .option('--time <limit>', 'longest wall time of a task, such as 30 (minutes), 4:00:00, 1-12', parseTime)
    .option('--partition <names>', 'where tasks may run', parsed(/^[\w.,-]+$/, 'names, such as short,long'))
    .option('--cpus <number>', 'cores of a task', parseCount)
    .option('--memory <size>', 'memory of a task, such as 4G', parsed(/^\d+[KMGT]?$/, 'a size, such as 4G'))
    .option('--gpus <number>', 'GPUs of a task, such as 1 or a100:1', parsed(/^([\w.-]+:)?\d+$/, 'a number'))
    .addOption(
      new Option('--backend <engine>', 'engine of all parts (default: webgpu with --gpus, else cpu)').choices(
        engines,
      ),
    )
    .option('--checkpoint <seconds>', 'wall time between two checkpoints', parseSeconds, 60)
    .addOption(new Option('--format <format>', 'of the tables').choices(formatNames).default('parquet'))
    .option('--no-estimate', 'do not estimate how exact the results are')
    .option('--submit', 'submit it with sbatch')
    .action((file: string, options: SlurmOptions) => slurm(file, options, streams));
}

/** Writes the script of a job array beside the experiment that it runs, and submits it. */
async function slurm(file: string, options: SlurmOptions, { stdin, stderr }: Streams): Promise<void> {
  const { parts, out } = options;
  const given = parseExperiment(withFiles(experimentIn(await readDocument(file, stdin)), file));
  checkRunnable(given, options);
  for (const remark of remarksOn(given)) say(stderr, remark);
  // Chosen once: on other machines it might be another one.
  const { experiment } = await withMethod(given, options.backend ?? 'cpu', stderr);
  try {
    await checkFolder(out, experiment, parts);
    mkdirSync(join(out, LOGS), { recursive: true });
    await writeText(join(out, EXPERIMENT), `${JSON.stringify(documentOf(experiment), null, 2)}\n`);
    await writeText(join(out, SCRIPT), scriptFor(file, options));
    chmodSync(join(out, SCRIPT), 0o755);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `cannot write to ${shownPath(out)}: ${reasonOf(error)}; name another folder with --out`,
    );
  }
  if (options.submit) submit(out, stderr);
  else say(stderr, `${join(out, SCRIPT)} runs ${parts} parts; to submit it: ${submission(out)}`);
}

/** @throws InputError if a part would be refused when it is run */
function checkRunnable(experiment: Experiment, { parts, format }: SlurmOptions): void {
  const problem = prepare(experiment);
  const { count } = problem.population;
  if (parts > count)
    throw new InputError(
      `${parts} parts of ${count} neurons: some would have none; divide them into at most ${count}`,
    );
  checkRoom(problem, askedStatistics(experiment, problem.system), format);
}

function scriptFor(
  file: string,
  { parts, out, backend, format, checkpoint, estimate, cpus, ...asked }: SlurmOptions,
) {
  const engine = backend ?? (asked.gpus === undefined ? 'cpu' : 'webgpu');
  return slurmScript({
    ...asked,
    name: nameFor(file),
    parts,
    cpus,
    folder: resolve(out),
    command: [process.execPath, resolve(process.argv[1]!)],
    options: [
      ...['--backend', engine],
      ...(cpus === undefined ? [] : ['--threads', String(cpus)]),
      ...['--format', format, '--checkpoint', String(checkpoint)],
      ...(estimate ? [] : ['--no-estimate']),
    ],
  });
}

/** What the queue calls the job: the name of the experiment's file, as far as Slurm takes it. */
const nameFor = (file: string): string =>
  basename(file)
    .replace(/\.json$/i, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'loligo';

/** @throws InputError unless the folder is new, empty, or that of the same job, of which more is to be run */
async function checkFolder(out: string, experiment: Experiment, parts: number): Promise<void> {
  if (!existsSync(out) || readdirSync(out).length === 0) return;
  const other = 'name a new or an empty folder with --out';
  const path = join(out, EXPERIMENT);
  if (!existsSync(join(out, SCRIPT)) || !existsSync(path))
    throw new InputError(`${shownPath(out)} holds other files than those of "loligo slurm"; ${other}`);
  // As JSON, as it was written.
  const asked = JSON.parse(JSON.stringify(documentOf(experiment)));
  const found = difference(asked, await readDocument(path, process.stdin));
  if (found)
    throw new InputError(
      `${shownPath(out)} is for an experiment with another ${shown(found.path)}; ${other}`,
    );
  const { of } = (await stateOfParts(out)) ?? { of: parts };
  if (of !== parts)
    throw new InputError(`${shownPath(out)} has some of ${of} parts, not of ${parts}; ${other}`);
}

function submit(out: string, stderr: NodeJS.WritableStream): void {
  const {
    error,
    status,
    stdout,
    stderr: said,
  } = spawnSync('sbatch', submissionWords(out), { encoding: 'utf8' });
  if (error)
    throw new Error(
      `sbatch cannot be started: ${reasonOf(error)}; where jobs can be submitted: ${submission(out)}`,
    );
  if (status !== 0)
    throw new Error(`sbatch refuses ${visible(join(out, SCRIPT))}: ${said.trim() || `status ${status}`}`);
  say(stderr, `${stdout.trim()}; what is missing: loligo parts ${shellWord(out)}`);
}

/** A text that Slurm reads in a directive, which knows no quotes. */
function parsed(pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`Expected ${what}`);
    return text;
  };
}

/** Least wall time of a task, s: it is told to stop before the end. */
const LEAST = 2 * NOTICE;

/** Minutes, `hours:minutes:seconds`, or days before hours. */
export function parseTime(text: string): string {
  const [, days, rest = ''] = /^(?:(\d+)-)?(\d+(?::\d\d){0,2})$/.exec(text) ?? [];
  const fields = rest.split(':').map(Number);
  // Without days the last field is minutes if it is alone, else seconds; with days the first one is hours.
  const [hours, minutes, seconds] =
    days !== undefined ? fields : fields.length === 3 ? fields : [0, ...fields];
  const total = 86400 * Number(days ?? 0) + 3600 * hours! + 60 * (minutes ?? 0) + (seconds ?? 0);
  if (rest === '') throw new InvalidArgumentError('Expected a time, such as 30 (minutes), 4:00:00 or 1-12');
  if (total < LEAST)
    throw new InvalidArgumentError(
      `Expected at least ${LEAST / 60} minutes, because a task is told to stop ${NOTICE} s before the end`,
    );
  return text;
}
