import { version } from '../../package.json';
import { runExperiment } from '../engine/run.ts';
import type { Simulation } from '../engine/simulation.ts';
import { visible } from '../input/shown.ts';
import { documentOf, type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { askedStatistics, prepare } from '../protocol/prepare.ts';
import { experimentIn } from '../protocol/record.ts';
import { remarksOn } from '../protocol/remarks.ts';
import {
  cellColumns,
  measureColumns,
  sampledQuantities,
  spikeColumns,
  traceColumns,
} from '../tables/columns.ts';
import { type Column, csvHeader, csvRows } from '../tables/csv.ts';
import { type Backend, withSimulation } from './backend.ts';
import { readDocument, withFiles } from './document.ts';
import { say } from './fail.ts';
import { ResultFolder } from './folder.ts';
import { sayPeak } from './peak.ts';
import { type AccuracyRecord, errorOf, withMethod } from './precision.ts';
import { formatCount, formatDuration, showProgress } from './progress.ts';
import type { RunRecord } from './record.ts';
import type { Streams } from './streams.ts';

/** The options of `loligo run`. */
export interface RunOptions {
  /** Folder for the results. */
  readonly out: string;
  readonly backend: Backend;
  /** False leaves out the estimate of the error. */
  readonly estimate: boolean;
}

/** The files of a run; `run.json` comes last, so that it is there only beside all others. */
const fileNames = ['cells.csv', 'spikes.csv', 'traces.csv', 'run.json'];

/** Runs an experiment from a file and writes its results as files. */
export async function run(file: string, options: RunOptions, { stdin, stderr }: Streams): Promise<void> {
  const given = parseExperiment(withFiles(experimentIn(await readDocument(file, stdin)), file));
  const folder = new ResultFolder(options.out, fileNames);
  try {
    const asked = await withMethod(given, options.backend, stderr);
    for (const remark of remarksOn(asked.experiment)) say(stderr, remark);
    const record = await withSimulation(prepare(asked.experiment), options.backend, stderr, (simulation) =>
      runInto(folder, { ...asked, ...options }, simulation, stderr),
    );
    folder.publish();
    report(record, options.out, stderr);
  } finally {
    folder.discard();
  }
}

/** What is run, and what shall be said of it. */
interface Asked {
  readonly experiment: Experiment;
  readonly accuracy?: AccuracyRecord;
  readonly estimate: boolean;
}

async function runInto(
  folder: ResultFolder,
  { experiment, accuracy, estimate }: Asked,
  simulation: Simulation,
  stderr: NodeJS.WriteStream,
): Promise<RunRecord> {
  const { adapter, cells, problem } = simulation;
  const sampled = sampledQuantities(problem);
  const spikes = experiment.record.spikes ? folder.file('spikes.csv') : undefined;
  const traces = experiment.record.traces ? folder.file('traces.csv') : undefined;
  spikes?.(csvHeader(spikeColumns({ cell: new Uint32Array(), time: new Float64Array() })));
  traces?.(csvHeader(traceColumns({ cells: [], time: new Float64Array(), values: {} }, sampled)));

  const progress = showProgress(stderr);
  const started = new Date();
  const begin = performance.now();
  let lostSpikes = 0;
  const measures = await runExperiment(simulation, {
    onProgress: (state) => progress.update(state),
    onSpikes: (batch) => {
      lostSpikes += batch.lost;
      for (const rows of csvRows(spikeColumns(batch), batch.cell.length)) spikes?.(rows);
    },
    onTraces: (batch) => {
      for (const rows of csvRows(traceColumns(batch, sampled), batch.time.length * batch.cells.length))
        traces?.(rows);
    },
  }).finally(() => progress.stop());
  const wallSeconds = (performance.now() - begin) / 1000;
  sayPeak(problem, measures, stderr);

  const asked = askedStatistics(experiment, problem.system);
  writeTable(folder, [...cellColumns(problem), ...measureColumns(measures, asked)], cells);
  const estimated = estimate ? await errorOf(experiment, measures, adapter) : undefined;
  if (estimated) say(stderr, estimated.line);
  const record: RunRecord = {
    version,
    adapter,
    started: started.toISOString(),
    wallSeconds: Number(wallSeconds.toFixed(3)),
    neurons: cells,
    steps: simulation.step,
    neuronStepsPerSecond: Math.round((cells * simulation.step) / wallSeconds),
    ...(spikes ? { lostSpikes } : {}),
    ...(accuracy && { accuracy }),
    ...(estimated?.error && { error: estimated.error }),
    experiment: documentOf(experiment),
  };
  folder.file('run.json')(`${JSON.stringify(record, null, 2)}\n`);
  return record;
}

function writeTable(folder: ResultFolder, columns: readonly Column[], cells: number): void {
  const write = folder.file('cells.csv');
  write(csvHeader(columns));
  for (const rows of csvRows(columns, cells)) write(rows);
}

function report(record: RunRecord, path: string, stderr: NodeJS.WriteStream): void {
  const { lostSpikes = 0, neurons, steps, wallSeconds, neuronStepsPerSecond, adapter } = record;
  if (lostSpikes > 0) {
    say(
      stderr,
      `${lostSpikes} spikes did not fit into the buffer and are missing in spikes.csv (cells.csv counts them)`,
    );
  }
  if (stderr.isTTY) {
    const size = `${formatCount(neurons)} ${neurons === 1 ? 'neuron' : 'neurons'}, ${formatCount(steps)} steps`;
    const speed = `${formatDuration(wallSeconds)} (${formatCount(neuronStepsPerSecond)} neuron-steps/s)`;
    stderr.write(`${size} in ${speed} on ${adapter.name}; results are in ${visible(path)}\n`);
  }
}
