import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { normalQuantile } from '../../src/population/quantile.ts';
import { randomWords, uniform } from '../../src/population/random.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import type { OwnTrace } from '../../src/studies/fit/own-trace.ts';

// A recording that was simulated, of a neuron whose conductances are known.

export const truth = { gNa: 112, gK: 39.5, gL: 0.27 };

/** What the neuron got, and how fits step it. */
export const experiment: ExperimentInput = {
  stimulus: { kind: 'step', amplitude: 12, onset: 5 },
  integrator: 'strang-richardson',
};

/** Normal errors that no fit draws. */
export const error = (size: number, seed: number, i: number): number =>
  size * normalQuantile(uniform(...randomWords(seed, 99, i, 0)));

/** By a Runge-Kutta method of fourth order, in float64, at steps of 0.01 ms, where fits take 0.05 ms in float32. */
export async function trueTrace(): Promise<OwnTrace> {
  const parsed = parseExperiment({
    ...experiment,
    parameters: truth,
    dt: 0.01,
    integrator: 'rk4',
    duration: 50,
    record: { traces: { cells: [0], every: 0.2, values: ['V'] } },
  });
  const [times, values]: [number[], number[]] = [[], []];
  const simulation = await CpuSimulation.create(prepare(parsed), { digits: 'float64' });
  try {
    await runExperiment(simulation, {
      onTraces: (traces) => {
        times.push(...traces.time);
        values.push(...traces.values.V!);
      },
    });
  } finally {
    simulation.destroy();
  }
  return { name: 'trace', times, values };
}

/** A trace with normal errors. @param size mV */
export const withNoise = (trace: OwnTrace, size: number, seed: number): OwnTrace => ({
  ...trace,
  values: trace.values.map((V, i) => V + error(size, seed, i)),
});
