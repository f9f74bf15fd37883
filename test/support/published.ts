import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import type { OwnTrace } from '../../src/studies/fit/own-trace.ts';
import { withNoise } from './recording.ts';

/**
 * The fit that the toolbox sbi is explained with (A. Tejero-Cantero et al., J. Open Source Softw. 5 (2020) 2505; examples/00_HH_simulator; the
 * model of P. J. Goncalves et al., eLife 9 (2020) e56261): the two conductances of a cortical neuron, after 120 ms of a simulated trace.
 * Known: 50 and 5 mS/cm2, looked for from 0.5 to 80 and from 0.0001 to 15.
 */
export const truth = { gNa: 50, gK: 5 };
const fixed = { gL: 0.1, gM: 0.07, tau_max: 600, VT: -60, EL: -70, ENa: 53, EK: -107 };
/** 0.5 nA into a soma of pi (70 um)^2, uA/cm2. */
const current = 5e-4 / (Math.PI * 70e-4 ** 2);
const [onset, end, duration, V0] = [10, 110, 120, -70];
/** mV */
const NOISE = 1;
const SEED = 1;

const ratio = (x: number) => (Math.abs(x) < 1e-4 ? 1 - x / 2 : x / (Math.exp(x) - 1));
/** The gates by their limits and time constants, from the equations in print and not from a membrane of ours. */
function gates(V: number): readonly (readonly [limit: number, tau: number])[] {
  const from = (distance: number) => V - fixed.VT - distance;
  const rates = [
    [0.32 * ratio(-from(13) / 4) * 4, 0.28 * ratio(from(40) / 5) * 5],
    [0.128 * Math.exp(-from(17) / 18), 4 / (1 + Math.exp(-from(40) / 5))],
    [0.032 * ratio(-from(15) / 5) * 5, 0.5 * Math.exp(-from(10) / 40)],
  ] as const;
  const u = (V + 35) / 20;
  return [
    ...rates.map(([opens, closes]) => [opens / (opens + closes), 1 / (opens + closes)] as const),
    [1 / (1 + Math.exp(-2 * u)), fixed.tau_max / (3.3 * Math.exp(u) + Math.exp(-u))],
  ];
}

/** V every 0.25 ms, by the exponential method of first order. @param dt step, ms; theirs is 0.01 */
export function publishedTrace(dt = 0.01): OwnTrace {
  const every = Math.round(0.25 / dt);
  let V = V0;
  let states = gates(V).map(([limit]) => limit);
  const [times, values]: [number[], number[]] = [[], []];
  for (let step = 0; step < duration / dt; step++) {
    if (step % every === 0 && step > 0) {
      times.push(step * dt);
      values.push(V);
    }
    const [m, h, n, p] = states as [number, number, number, number];
    const conductances = [truth.gNa * m ** 3 * h, truth.gK * n ** 4 + fixed.gM * p, fixed.gL];
    const total = conductances.reduce((a, b) => a + b);
    const injected = step * dt >= onset && step * dt < end ? current : 0;
    const [Na, K, L] = conductances as [number, number, number];
    const limit = (Na * fixed.ENa + K * fixed.EK + L * fixed.EL + injected) / total;
    V = limit + (V - limit) * Math.exp(-dt * total);
    states = gates(V).map(([to, tau], i) => to + (states[i]! - to) * Math.exp(-dt / tau));
  }
  return { name: 'trace', times, values };
}

/** What fits are told of the neuron, and where they look for the rest. */
export const publishedExperiment: ExperimentInput = {
  model: 'pospischil-rs',
  parameters: fixed,
  initial: { V: V0 },
  stimulus: { kind: 'step', amplitude: current, onset, end },
  integrator: 'strang-richardson',
};
export const publishedRanges = { gNa: { from: 0.5, to: 80 }, gK: { from: 1e-4, to: 15 } };

/** The trace with noise of an electrode, 1 mV, as it is in examples/; by steps so fine that what the method is off by is nothing beside that. */
export function noisyRecording(): string {
  const { times, values } = withNoise(publishedTrace(0.001), NOISE, SEED);
  const lines = times.map((time, i) => `${Number(time.toFixed(2))},${values[i]!.toFixed(3)}`);
  return ['time_ms,V_mV', ...lines, ''].join('\n');
}
