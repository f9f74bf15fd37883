import type { Digits } from '../engine/cpu/kernel.ts';
import { CpuSimulation } from '../engine/cpu/simulation.ts';
import { ThreadLostError } from '../engine/cpu/threads.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Acquired } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { webThreads } from '../threads/web.ts';
import { CpuVoltages, GpuVoltages, type Voltages } from '../view/voltages.ts';
import { Belongings } from './belongings.ts';
import { lossOf } from './errors.ts';
import { sampledOf } from './traced.ts';

/** A population that is simulated and can be drawn. */
export interface Population {
  /** What is running. */
  readonly experiment: Experiment;
  /** What runs it; it is changed by `update` below, so that it stays what the experiment says. */
  readonly simulation: Omit<Simulation, 'update'>;
  readonly voltages: Voltages;
  /** Goes on with an experiment on the same neurons; if it fails, everything stays as it was. */
  update(experiment: Experiment): Promise<void>;
  /** Lets the drawing show the present potentials. */
  refresh(): Promise<void>;
  /** Waits for the drawing that is under way where the engine computes. */
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
    const making = WebGPUSimulation.create(device, traceable(experiment), {
      ...optionsWith(signal),
      adapter,
    });
    const simulation = own.add(await making, (made) => made.destroy());
    const voltages = own.add(new GpuVoltages(device, simulation), (made) => made.dispose());
    voltages.refresh();
    return running(own, experiment, simulation, {
      voltages,
      refresh: async () => voltages.refresh(),
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
    const making = CpuSimulation.create(traceable(experiment), {
      ...optionsWith(signal),
      digits,
      threads: webThreads(),
    });
    const simulation = own.add(await making.catch(refuse), (made) => made.destroy());
    const voltages = own.add(new CpuVoltages(simulation), (made) => made.dispose());
    await voltages.refresh();
    return running(own, experiment, simulation, {
      voltages,
      refresh: () => voltages.refresh(),
      drawn: async () => {},
    });
  });
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
  drawing: Pick<Population, 'voltages' | 'refresh' | 'drawn'>,
): Population {
  let present = experiment;
  return {
    get experiment() {
      return present;
    },
    simulation,
    ...drawing,
    update: async (next) => {
      await simulation.update(traceable(next));
      present = next;
    },
    dispose: () => own.release(),
  };
}

/** A thread that is lost before there is a population takes nothing with it. */
function refuse(error: unknown): never {
  throw error instanceof ThreadLostError ? new Error(lossOf(error), { cause: error }) : error;
}
