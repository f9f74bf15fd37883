import type * as library from '../../src/index.ts';

/** What an engine makes of an experiment. */
export interface Outcomes {
  readonly curve: library.Curve;
  /** Event times of each neuron, ms. */
  readonly spikes: readonly (readonly number[])[];
}

/** What the program prints. */
export interface Findings {
  readonly cpu: Outcomes;
  readonly webgpu: Outcomes;
}

/** @param loligo the library that made the simulation, from its source or as built */
export async function outcomesOf(
  loligo: typeof library,
  experiment: library.Experiment,
  simulation: library.Simulation,
): Promise<Outcomes> {
  const spikes = Array.from({ length: simulation.cells }, (): number[] => []);
  const measures = await loligo.runExperiment(simulation, {
    onSpikes: ({ cell, time }) => {
      for (const [i, neuron] of cell.entries()) spikes[neuron]!.push(time[i]!);
    },
  });
  simulation.destroy();
  return { curve: loligo.curveOf(experiment, measures), spikes };
}
