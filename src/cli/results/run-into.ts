import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import type { EventList } from '../../engine/recording.ts';
import type { Resumable } from '../../engine/resumable.ts';
import { runExperiment } from '../../engine/run.ts';
import type { Measures, Traces } from '../../engine/simulation.ts';
import { documentOf, type Experiment } from '../../protocol/experiment.ts';
import { askedStatistics } from '../../protocol/prepare.ts';
import { cellColumns, measureColumns, sampledQuantities, traceColumns } from '../../tables/columns.ts';
import { type Column, csvHeader, csvRows } from '../../tables/csv.ts';
import { say } from '../fail.ts';
import type { Part } from '../part.ts';
import { sayPeak } from '../peak.ts';
import { type AccuracyRecord, errorOf } from '../precision.ts';
import { showProgress } from '../progress.ts';
import type { RunRecord } from '../record.ts';
import type { CheckpointHeader } from './checkpoint.ts';
import { eventNames, writeEvents, writeSpikes } from './event-file.ts';
import type { ResultFolder } from './folder.ts';
import { heldBackIn, Keeper } from './keeper.ts';
import type { OutputFile } from './output.ts';
import type { Stopping } from './stopping.ts';

/** The files of a run; `run.json` comes last, so that it is there only beside all others. */
export const fileNames = ['cells.csv', 'spikes.csv', 'traces.csv', 'run.json'];

/** What is run, and what shall be said of it. */
export interface Asked {
  readonly experiment: Experiment;
  readonly accuracy?: AccuracyRecord | undefined;
  readonly part?: Part | undefined;
  readonly estimate: boolean;
  /** Wall time between two checkpoints, s; 0 for none. */
  readonly checkpoint: number;
  /** Date and time of the first start. */
  readonly started: string;
}

/** Runs an experiment, or goes on with it, and writes its results into a folder. */
export async function runInto(
  folder: ResultFolder,
  asked: Asked,
  simulation: Resumable,
  stopping: Stopping,
  stderr: NodeJS.WriteStream,
): Promise<RunRecord> {
  const { experiment, accuracy, part, started } = asked;
  const { adapter, cells, problem } = simulation;
  const tables = new EventTables(folder, simulation, part !== undefined);
  const kernel = createHash('sha256').update(simulation.code).digest('hex');
  const before = await goOn(folder, simulation, kernel, stderr);
  const heldBack = folder.found.kind === 'checkpoint' ? heldBackIn(folder.found.checkpoint) : undefined;
  const progress = showProgress(stderr);
  const begin = performance.now();
  let lostSpikes = before.lostSpikes;
  const wallSeconds = () => before.wallSeconds + (performance.now() - begin) / 1000;
  const keeper = new Keeper(
    folder,
    simulation,
    asked.checkpoint,
    stopping,
    () => ({ kernel, lostSpikes, wallSeconds: wallSeconds(), resumed: before.resumed }),
    ({ message }) => say(stderr, `no checkpoint could be written (${message}); the run goes on without it`),
  );
  const measures = await stopping
    .during(() =>
      runExperiment(simulation, {
        ...(heldBack && { heldBack }),
        onProgress: (state) => progress.update(state),
        onSpikes: (batch) => {
          lostSpikes += batch.lost;
          tables.addSpikes(batch);
        },
        onLateSpikes: (batch) => tables.addLateSpikes(batch),
        onTraces: (batch) => tables.addTraces(batch),
        onPause: (waiting) => keeper.pause(waiting),
      }),
    )
    .finally(() => progress.stop());
  tables.finish();
  const seconds = wallSeconds();
  sayPeak(problem, measures, stderr);

  const statistics = askedStatistics(experiment, problem.system);
  writeTable(
    folder.file('cells.csv'),
    [...cellColumns(problem), ...measureColumns(measures, statistics)],
    cells,
  );
  const estimated = asked.estimate ? await estimate(experiment, measures, simulation, stderr) : undefined;
  const record = (files: RunRecord['files']): RunRecord => ({
    version,
    adapter,
    kernel,
    started,
    ...(before.resumed.length > 0 && { resumed: before.resumed }),
    wallSeconds: Number(seconds.toFixed(3)),
    ...(part && { part }),
    neurons: cells,
    steps: simulation.step,
    neuronStepsPerSecond: Math.round((cells * simulation.step) / seconds),
    ...(problem.record.events ? { lostSpikes } : {}),
    ...(accuracy && { accuracy }),
    ...(estimated && { error: estimated }),
    files,
    experiment: documentOf(experiment),
  });
  return folder.complete(record);
}

/** Puts the simulation where the checkpoint is that was found, and says so. @returns what was known of the run there */
async function goOn(
  { found }: ResultFolder,
  simulation: Resumable,
  kernel: string,
  stderr: NodeJS.WriteStream,
): Promise<Pick<CheckpointHeader, 'lostSpikes' | 'wallSeconds' | 'resumed'>> {
  if (found.kind !== 'checkpoint') return { lostSpikes: 0, wallSeconds: 0, resumed: [] };
  const { checkpoint } = found;
  const { adapter, step, steps, lostSpikes, wallSeconds, resumed } = checkpoint.header;
  await simulation.resume(checkpoint);
  const isSame =
    checkpoint.header.kernel === kernel &&
    adapter.engine === simulation.adapter.engine &&
    (adapter.engine !== 'webgpu' || adapter.name === simulation.adapter.name);
  const otherwise = `, on ${simulation.adapter.name} instead of ${adapter.name}: results will be those of an unbroken run within the precision of both, not to the byte`;
  say(stderr, `goes on at step ${step} of ${steps}${isSame ? '' : otherwise}`);
  return {
    lostSpikes,
    wallSeconds,
    resumed: [...resumed, { step, at: new Date().toISOString(), adapter }],
  };
}

/** The tables of what comes during a run. */
class EventTables {
  readonly #spikes: Readonly<Record<keyof typeof eventNames, OutputFile>> | undefined;
  readonly #traces: OutputFile | undefined;
  readonly #sampled: ReturnType<typeof sampledQuantities>;

  /** @param exact whether times of spikes are written with all digits */
  constructor(
    private readonly folder: ResultFolder,
    { problem }: Resumable,
    private readonly exact: boolean,
  ) {
    const { events, traces } = problem.record;
    this.#sampled = sampledQuantities(problem);
    if (events)
      this.#spikes = { inOrder: folder.file(eventNames.inOrder), late: folder.file(eventNames.late) };
    if (traces) this.#traces = folder.file('traces.csv');
    if (folder.found.kind === 'checkpoint') return;
    this.#traces?.write(
      csvHeader(traceColumns({ cells: [], time: new Float64Array(), values: {} }, this.#sampled)),
    );
  }

  addSpikes(events: EventList): void {
    if (this.#spikes) writeEvents(this.#spikes.inOrder, events);
  }

  addLateSpikes(events: EventList): void {
    if (this.#spikes) writeEvents(this.#spikes.late, events);
  }

  addTraces(batch: Traces): void {
    const columns = traceColumns(batch, this.#sampled);
    for (const rows of csvRows(columns, batch.time.length * batch.cells.length)) this.#traces?.write(rows);
  }

  /** Writes what had to wait for the end. */
  finish(): void {
    if (!this.#spikes) return;
    const paths = {
      inOrder: this.folder.pathOf(eventNames.inOrder),
      late: this.folder.pathOf(eventNames.late),
    };
    writeSpikes(this.folder.file('spikes.csv'), paths, this.exact);
  }
}

function writeTable(file: OutputFile, columns: readonly Column[], rows: number): void {
  file.write(csvHeader(columns));
  for (const piece of csvRows(columns, rows)) file.write(piece);
}

/** How exact a run was, which is said, too. */
async function estimate(
  experiment: Experiment,
  measures: Measures,
  { adapter, problem }: Resumable,
  stderr: NodeJS.WriteStream,
) {
  const { error, line } = await errorOf(experiment, measures, adapter, problem.population);
  say(stderr, line);
  return error;
}
