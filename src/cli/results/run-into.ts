import { version } from '../../../package.json';
import type { Resumable } from '../../engine/resumable.ts';
import { runExperiment } from '../../engine/run.ts';
import type { Measures } from '../../engine/simulation.ts';
import { neuronSteps } from '../../problem/bands.ts';
import { methodName } from '../../protocol/bands.ts';
import { documentOf, type Experiment } from '../../protocol/experiment.ts';
import { askedStatistics } from '../../protocol/prepare.ts';
import { bandRuns, inWhole } from '../../studies/own-error-bands.ts';
import { cellColumns, measureColumns } from '../../tables/columns.ts';
import { say } from '../fail.ts';
import { type FormatName, formatCalled } from '../formats/format.ts';
import { kernelDigest } from '../kernel-digest.ts';
import type { Part } from '../part.ts';
import { sayPeak } from '../peak.ts';
import { type AccuracyRecord, errorOf } from '../precision.ts';
import { showProgress } from '../progress.ts';
import type { BandRecord, RunRecord } from '../record.ts';
import type { CheckpointHeader } from './checkpoint.ts';
import type { ResultFolder } from './folder.ts';
import { heldBackIn, Keeper } from './keeper.ts';
import { provenanceOf } from './provenance.ts';
import { RunTables } from './run-tables.ts';
import type { Stopping } from './stopping.ts';

/** What is run, and what shall be said of it. */
export interface Asked {
  readonly experiment: Experiment;
  readonly accuracy?: AccuracyRecord | undefined;
  readonly part?: Part | undefined;
  /** Of the tables. */
  readonly format: FormatName;
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
  const tables = new RunTables(folder, await formatCalled(asked.format), simulation);
  const kernel = kernelDigest(simulation);
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
  const document = documentOf(experiment);
  const origin = { version, adapter, resumed: before.resumed, kernel, part, experiment: document };
  const provenance = provenanceOf(origin);
  await tables.writeRecorded(provenance, part !== undefined);
  const seconds = wallSeconds();
  sayPeak(problem, measures, stderr);

  const measured = measureColumns(measures, askedStatistics(experiment, problem.system));
  tables.writeCells([...cellColumns(problem), ...measured], cells, provenance);
  const { error, bands } = await exactness(asked, measures, simulation, stderr);
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
    neuronStepsPerSecond: Math.round(neuronSteps(problem, simulation.step) / seconds),
    ...(problem.record.events ? { lostSpikes } : {}),
    ...(accuracy && { accuracy }),
    ...(error && { error }),
    ...(bands && { bands }),
    files,
    experiment: document,
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

/** How exact a run was, or each of its bands, which is said, too, if it is asked for. */
async function exactness(
  { experiment, estimate }: Asked,
  measures: Measures,
  { adapter, problem }: Resumable,
  stderr: NodeJS.WriteStream,
): Promise<Pick<RunRecord, 'error' | 'bands'>> {
  if (!experiment.bands) {
    if (!estimate) return {};
    const { error, line } = await errorOf(experiment, measures, adapter, problem.population);
    say(stderr, line);
    return { error };
  }
  const runs = bandRuns(experiment, measures, problem);
  const bands: BandRecord[] = [];
  for (const { band, method, part, ...run } of runs) {
    const known = { band, ...method, neurons: part.count };
    if (!estimate) {
      bands.push(known);
      continue;
    }
    const { error, line } = await errorOf(run.experiment, run.measures, adapter, part, runs.length);
    say(stderr, `${methodName(method)}: ${line}`);
    bands.push({ ...known, error: error && inWhole(error, run.shift) });
  }
  return { bands };
}
