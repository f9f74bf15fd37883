import { expose } from 'comlink';
import { CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Snapshot } from '../engine/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';

let simulation: CpuSimulation;

/** The CPU engine as seen from the page; calls are carried out in the order in which they were made. */
const engine = {
  create(experiment: Experiment) {
    simulation = CpuSimulation.create(experiment);
    const { adapter, cells, variables } = simulation;
    return { adapter, cells, variables, experiment: simulation.experiment };
  },
  async advance(steps: number): Promise<number> {
    await simulation.advance(steps);
    return simulation.step;
  },
  async update(experiment: Experiment): Promise<number> {
    await simulation.update(experiment);
    return simulation.step;
  },
  beginMeasuring: () => simulation.beginMeasuring(),
  measures: () => simulation.measures(),
  read: (variable: string) => simulation.read(variable),
  takeSpikes: () => simulation.takeSpikes(),
  takeTraces: () => simulation.takeTraces(),
  trace: (cells: readonly number[], every: number) => simulation.trace(cells, every),
  snapshot: () => simulation.snapshot(),
  restore: (snapshot: Snapshot) => simulation.restore(snapshot),
  reset: () => simulation.reset(),
};

export type CpuEngine = typeof engine;

expose(engine);
