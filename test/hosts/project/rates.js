import { CpuSimulation, curveOf, parseExperiment, prepare, runExperiment } from 'loligo';

/** @type {import('loligo').ExperimentInput} */
const document = {
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 64 } },
  duration: 100,
  dt: 0.02,
};

/**
 * Firing rates of a few neurons, Hz.
 * @param {import('loligo').Threads} [threads]
 */
export async function rates(threads) {
  const experiment = parseExperiment(document);
  const simulation = await CpuSimulation.create(prepare(experiment), threads ? { threads } : {});
  const { rate } = curveOf(experiment, await runExperiment(simulation));
  simulation.destroy();
  return rate;
}
