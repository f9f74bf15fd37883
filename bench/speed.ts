// How many neuron-steps per second a simulation makes.
import type { Simulation } from '../src/engine/simulation.ts';
import type { Problem } from '../src/problem/problem.ts';
import { type ExperimentInput, parseExperiment } from '../src/protocol/experiment.ts';
import { prepare } from '../src/protocol/prepare.ts';
import { median } from './machine.ts';

/** The population of all speed benchmarks: currents from 0 to 60 uA/cm2, so that silent and firing cells are mixed. */
export function population(count: number, options: Partial<ExperimentInput> = {}): Problem {
  const experiment = parseExperiment({
    dt: 0.025,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count } },
    ...options,
  });
  return prepare(experiment);
}

/** Steps in a round are a multiple of this where nothing else is said, so that loading and storing a neuron weighs the same however many there are. */
const STRETCH = 1024;

/**
 * Median speed of each simulation over some rounds, in neuron-steps per second. All take their turn in each round, so that
 * a machine that becomes slower does so for all of them.
 * @param seconds wall time of a turn, about
 * @param stretch steps of which a turn has a multiple
 */
export async function speedsOf(
  simulations: readonly Simulation[],
  {
    rounds = 5,
    seconds = 1,
    stretch = STRETCH,
  }: { rounds?: number; seconds?: number; stretch?: number } = {},
): Promise<number[]> {
  const steps: number[] = [];
  for (const simulation of simulations) {
    // Compiles, and lets the cells begin to fire.
    await secondsFor(simulation, stretch / 4);
    const perStretch = 4 * (await secondsFor(simulation, stretch / 4));
    steps.push(stretch * Math.max(1, Math.round(seconds / perStretch)));
  }
  const speeds = simulations.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, simulation] of simulations.entries()) {
      speeds[i]!.push((simulation.cells * steps[i]!) / (await secondsFor(simulation, steps[i]!)));
    }
  }
  return speeds.map(median);
}

async function secondsFor(simulation: Simulation, steps: number): Promise<number> {
  const started = performance.now();
  await simulation.advance(steps);
  return (performance.now() - started) / 1000;
}
