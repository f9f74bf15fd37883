import { describe, expect, it } from 'vitest';
import { fitModel } from '../../../src/studies/fit/fit.ts';
import { traceComparison } from '../../../src/studies/fit/trace.ts';
import { lendCpu } from '../../support/lend.ts';

/**
 * The fit that the toolbox sbi is explained with (A. Tejero-Cantero et al., J. Open Source Softw. 5 (2020) 2505; examples/00_HH_simulator; the
 * model of P. J. Goncalves et al., eLife 9 (2020) e56261): the two conductances of a cortical neuron, after 120 ms of a simulated trace.
 * Known: 50 and 5 mS/cm2, looked for from 0.5 to 80 and from 0.0001 to 15.
 */
const truth = { gNa: 50, gK: 5 };
const fixed = { gL: 0.1, gM: 0.07, tau_max: 600, VT: -60, EL: -70, ENa: 53, EK: -107 };
/** 0.5 nA into a soma of pi (70 um)^2, uA/cm2. */
const current = 5e-4 / (Math.PI * 70e-4 ** 2);
const [onset, end, duration, V0] = [10, 110, 120, -70];

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

/** V every 0.25 ms, by the exponential method of first order at steps of 0.01 ms. */
function recording() {
  const dt = 0.01;
  let V = V0;
  let states = gates(V).map(([limit]) => limit);
  const [times, values]: [number[], number[]] = [[], []];
  for (let step = 0; step < duration / dt; step++) {
    if (step % 25 === 0 && step > 0) {
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

describe('the fit of two conductances that sbi is explained with', () => {
  it('finds them in the trace without intrinsic noise', async () => {
    const comparison = traceComparison({
      trace: recording(),
      experiment: {
        model: 'pospischil-rs',
        parameters: fixed,
        initial: { V: V0 },
        stimulus: { kind: 'step', amplitude: current, onset, end },
        dt: 0.05,
        integrator: 'strang-richardson',
      },
      free: ['gNa', 'gK'],
      ranges: { gNa: { from: 0.5, to: 80 }, gK: { from: 1e-4, to: 15 } },
      hold: 0.3,
    });
    const fit = await fitModel(comparison, { count: 256, rounds: 7 }, lendCpu());
    // With 70,000 candidates gNa is 50.013 and gK 5.008: a method of first order at steps of 0.01 ms puts the spikes a little elsewhere.
    for (const { name, median } of fit.estimates)
      expect(Math.abs(median / truth[name as keyof typeof truth] - 1)).toBeLessThan(0.02);
    // V swings over 100 mV within a ms.
    expect(fit.foretold!.held.rms).toBeLessThan(5);
  }, 20_000);
});
