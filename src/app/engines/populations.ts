import { inBands } from '../../engine/bands.ts';
import type { Digits } from '../../engine/cpu/kernel.ts';
import { CpuSimulation } from '../../engine/cpu/simulation.ts';
import { ThreadLostError } from '../../engine/cpu/threads.ts';
import { type Simulation, variesTheSame } from '../../engine/simulation.ts';
import type { Acquired } from '../../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../../engine/webgpu/simulation.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';
import { webThreads } from '../../threads/web.ts';
import type { DrawnBand } from '../../view/bands.ts';
import type { Rows } from '../../view/rows.ts';
import { sampledOf } from '../cells/traced.ts';
import { Painting, rangeOf } from '../paint/painting.ts';
import { loadView } from '../stage/load-view.ts';
import { Belongings } from './belongings.ts';
import { lossOf } from './loss.ts';

/** A population that is simulated and can be drawn. */
export interface Population {
  /** What is running. */
  readonly experiment: Experiment;
  /** What runs it; it is changed by what is below, so that it stays what the experiment says. */
  readonly simulation: Omit<Simulation, 'update' | 'revalue'>;
  /** What one more drawing reads, until it is released or the population is disposed of. */
  rows(): Rows;
  release(rows: Rows): void;
  /** Values, by name, that stay as they are drawn until they are held no longer. */
  readonly held: ReadonlySet<string>;
  hold(names: readonly string[]): void;
  /** What was painted on the cells, and what they would be without. */
  readonly painting: Painting;
  readonly unpainted: Problem;
  /** Puts what was painted into the cells. @returns whether another kernel took the place of the former one, and measuring begins anew */
  repaint(): Promise<boolean>;
  /** Goes on with an experiment on the same neurons; if it fails, everything stays as it was. */
  update(experiment: Experiment): Promise<void>;
  /** Lets all drawings show what the cells are like at the time of the call. Calls must not overlap. */
  refresh(): Promise<void>;
  /** Waits for the drawing that is under way where the engine computes. Of WebGL, which draws elsewhere, a browser keeps few frames waiting by itself. */
  drawn(): Promise<void>;
  dispose(): void;
}

/** Wall time (ms) for which the search for initial states may hold up the population that runs meanwhile: a part of a frame. */
const STINT = 4;

/** An experiment with all in its kernel that the plots may ask for: by itself that samples only states. */
function traceable(experiment: Experiment): Problem {
  const problem = prepare(experiment);
  const values = sampledOf(problem.system, experiment.model);
  return { ...problem, record: { ...problem.record, traces: { cells: [0], every: 1, values } } };
}

export function populateGpu(
  { device, adapter }: Acquired,
  experiment: Experiment,
  signal?: AbortSignal,
): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const bands: DrawnBand<WebGPUSimulation>[] = [];
    const making = inBands(traceable(experiment), async (alone) =>
      added(bands, await WebGPUSimulation.create(device, alone, { ...optionsWith(signal), adapter })),
    );
    const simulation = own.add(await making, (made) => made.destroy());
    const { GpuRows, gpuBands } = await loadView();
    return running(own, experiment, simulation, {
      rows: () => new GpuRows(device, gpuBands(bands)),
      drawn: () => device.queue.onSubmittedWorkDone(),
    });
  });
}

export function populateCpu(
  digits: Digits,
  experiment: Experiment,
  signal?: AbortSignal,
): Promise<Population> {
  return Belongings.assemble(async (own) => {
    const bands: DrawnBand<CpuSimulation>[] = [];
    const options = { ...optionsWith(signal), digits, threads: webThreads() };
    const making = inBands(traceable(experiment), async (alone) =>
      added(bands, await CpuSimulation.create(alone, options)),
    );
    const simulation = own.add(await making.catch(refuse), (made) => made.destroy());
    const { CpuRows, cpuBands } = await loadView();
    return running(own, experiment, simulation, {
      rows: () => new CpuRows(cpuBands(bands)),
      drawn: async () => {},
    });
  });
}

/** Keeps another band to be drawn, after those before it. */
function added<Source extends { readonly cells: number }>(
  bands: DrawnBand<Source>[],
  source: Source,
): Source {
  const last = bands.at(-1);
  bands.push({ first: last ? last.first + last.source.cells : 0, source });
  return source;
}

/** Live: numbers that are edited must not wait for a kernel to be compiled. */
const optionsWith = (signal: AbortSignal | undefined) => ({
  live: true,
  stint: STINT,
  ...(signal && { signal }),
});

/** A population that runs an experiment. */
function running(
  own: Belongings,
  experiment: Experiment,
  simulation: Simulation,
  drawing: Pick<Population, 'rows' | 'drawn'>,
): Population {
  const painting = new Painting(simulation.cells);
  const all = own.add(new Set<Rows>(), (made) => {
    for (const rows of made) rows.dispose();
  });
  let present = experiment;
  let unpainted = simulation.problem;
  let held: ReadonlySet<string> = new Set();
  const painted = () => painting.applied(unpainted, rangeOf(present.model));
  return {
    get experiment() {
      return present;
    },
    get unpainted() {
      return unpainted;
    },
    simulation,
    painting,
    rows: () => {
      const rows = drawing.rows();
      all.add(rows);
      rows.hold(held);
      return rows;
    },
    release: (rows) => {
      if (all.delete(rows)) rows.dispose();
    },
    get held() {
      return held;
    },
    hold: (names) => {
      held = new Set(names);
      for (const rows of all) rows.hold(held);
    },
    refresh: async () => {
      await Promise.all([...all].map((rows) => rows.refresh()));
    },
    drawn: drawing.drawn,
    repaint: async () => {
      const next = painted();
      const isSame = variesTheSame(simulation.problem.population, next.population);
      if (isSame) await simulation.revalue(next.population);
      else await simulation.update(next);
      return !isSame;
    },
    update: async (next) => {
      const former = { present, unpainted };
      [present, unpainted] = [next, traceable(next)];
      try {
        await simulation.update(painted());
      } catch (error) {
        ({ present, unpainted } = former);
        throw error;
      }
    },
    dispose: () => own.release(),
  };
}

/** A thread that is lost before there is a population takes nothing with it. */
function refuse(error: unknown): never {
  throw error instanceof ThreadLostError ? new Error(lossOf(error), { cause: error }) : error;
}
