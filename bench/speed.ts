// How many neuron-steps per second a simulation makes.
import type { Simulation } from '../src/engine/simulation.ts';
import { type ExperimentInput, parseExperiment } from '../src/protocol/experiment.ts';
import { median } from './machine.ts';

/** The population of all speed benchmarks: currents from 0 to 60 uA/cm2, so that silent and firing cells are mixed. */
export function population(count: number, options: Partial<ExperimentInput> = {}) {
  return parseExperiment({
    dt: 0.025,
    ...options,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count } },
  });
}

/**
 * Median speed over some rounds, after a warm-up in which the cells have begun to fire.
 * @param seconds wall time of a round, about
 */
export async function speedOf(
  simulation: Simulation,
  { rounds = 5, seconds = 1 }: { rounds?: number; seconds?: number } = {},
): Promise<number> {
  const time = async (steps: number) => {
    const started = performance.now();
    await simulation.advance(steps);
    return (performance.now() - started) / 1000;
  };
  let steps = 256;
  await time(steps);
  const perStep = (await time(steps)) / steps;
  steps = Math.max(steps, Math.round(seconds / perStep));
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) speeds.push((simulation.cells * steps) / (await time(steps)));
  return median(speeds);
}
