import { expose } from 'comlink';
import { CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Snapshot } from '../engine/simulation.ts';
import type { Sampling } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';

let simulation: CpuSimulation;

/**
 * The CPU engine as seen from the page. Problems hold functions, which no message can carry: experiments come over, and
 * become problems here. What changes the population must not overlap, as in the engine itself.
 */
const engine = {
  async create(experiment: Experiment) {
    simulation = await CpuSimulation.create(prepare(experiment));
    const { adapter, cells, variables, eventCapacity } = simulation;
    return { adapter, cells, variables, eventCapacity };
  },
  async advance(steps: number): Promise<number> {
    await simulation.advance(steps);
    return simulation.step;
  },
  async update(experiment: Experiment): Promise<number> {
    await simulation.update(prepare(experiment));
    return simulation.step;
  },
  beginMeasuring: () => simulation.beginMeasuring(),
  measures: () => simulation.measures(),
  statistic: (name: string) => simulation.statistic(name),
  read: (variable: string) => simulation.read(variable),
  takeSpikes: () => simulation.takeSpikes(),
  takeTraces: () => simulation.takeTraces(),
  trace: (sampling: Sampling | undefined) => simulation.trace(sampling),
  snapshot: () => simulation.snapshot(),
  async restore(snapshot: Snapshot): Promise<number> {
    await simulation.restore(snapshot);
    return simulation.step;
  },
  reset: () => simulation.reset(),
};

export type CpuEngine = typeof engine;

expose(engine);
