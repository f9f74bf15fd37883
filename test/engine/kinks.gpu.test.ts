import { describe, expect } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine, runWhole } from '../support/engines.ts';

/** One pulse that begins at some places of a step. */
const pulse = (amplitude: number, width: number, change: ExperimentInput): ExperimentInput => ({
  stimulus: { kind: 'pulses', amplitude, width, onsets: [0] },
  sweep: { x: { vary: 'stimulus.onsets.0', from: 5, to: 5.1, count: 11 } },
  duration: 15,
  ...change,
});

const noSodium: ExperimentInput = { parameters: { gNa: 0 } };
/** C dV/dt = I - gL (V - EL), C = 1 uF/cm2, EL = -54.4 mV. */
const leakAlone: ExperimentInput = { parameters: { gNa: 0, gK: 0 } };

describe('where a current jumps V has a corner,', () => {
  for (const dt of [0.05, 0.01]) {
    eachEngine(`which is no spike where V rises by less than 20 mV: ${dt} ms`, async (create) => {
      const simulation = await create(pulse(200, 0.1, { ...noSodium, dt, events: { kind: 'prominence' } }));
      const start = (await simulation.read('V'))[0]!;
      const { measures } = await runWhole(simulation);
      expect([...measures.spikes]).toEqual(Array.from({ length: 11 }, () => 0));
      for (const [i, peak] of measures.peak.entries()) {
        // 200 uA/cm2 for 0.1 ms are 20 mV, of which the leak and potassium take 0.6 mV meanwhile. Where the pulse ends inside
        // a step of 0.05 ms they take up to 0.5 mV more until the end of the step.
        expect(peak - start).toBeLessThan(19.45);
        expect(peak - start).toBeGreaterThan(i % 5 === 0 ? 19.35 : 18.85);
      }
    });
  }

  eachEngine('where the trough is the true one', async (create) => {
    const trough = async (dt: number) =>
      (await runWhole(await create(pulse(-500, 0.1, { ...noSodium, dt })))).measures.trough;
    const [coarse, fine] = [await trough(0.05), await trough(0.001)];
    // The lowest potential is that at the end of the pulse, inside a step of 0.05 ms. What is seen is that at the next end
    // of a step, towards which V has risen by the leak and potassium: 50 mV x 0.7/ms x 0.05 ms in the worst case.
    for (const [i, low] of coarse.entries()) expect(low - fine[i]!).toBeGreaterThan(-0.05);
    for (const [i, low] of coarse.entries()) expect(low - fine[i]!).toBeLessThan(i % 5 === 0 ? 0.05 : 1.75);
  });

  eachEngine('beyond which a curve through the steps must not swing', async (create) => {
    // 1000 uA/cm2 for 0.02 ms are 20 mV.
    const most = -54.4 + 20;
    const { measures } = await runWhole(await create(pulse(1000, 0.02, leakAlone)));
    for (const peak of measures.peak) {
      expect(peak).toBeLessThanOrEqual(most);
      // The leak takes 6 mV/ms.
      expect(peak).toBeGreaterThan(most - 6 * 0.1);
    }
  });
});

describe('where a waveform jumps V has a corner,', () => {
  const base = { kind: 'waveform', onset: 1 } as const;
  /** 200 uA/cm2 for 0.1 ms towards -54.4 + 200 / 0.3 mV, with a time constant of 1 / 0.3 ms. */
  const peak = -54.4 + (200 / 0.3) * (1 - Math.exp(-0.03));
  /** -500 uA/cm2 for 0.1 ms, of which 0.9 ms are left. */
  const trough = -54.4 - (500 / 0.3) * (1 - Math.exp(-0.03));
  const waveforms: Record<string, ExperimentInput['stimulus']> = {
    'held, at the end of the first sample': {
      ...base,
      interpolation: 'held',
      times: [0, 0.1],
      values: [200, 0],
    },
    'held, at the end of the last sample': { ...base, interpolation: 'held', interval: 0.1, values: [200] },
    'held, long after the onset': {
      ...base,
      interpolation: 'held',
      times: [0, 7, 7.1, 9],
      values: [0, 200, 0, 0],
    },
    'linear, at its end': { ...base, times: [0, 0.1], values: [200, 200] },
  };
  for (const [which, stimulus] of Object.entries(waveforms))
    for (const dt of [0.05, 0.01])
      eachEngine(`beyond which no curve swings: ${which}, ${dt} ms`, async (create) => {
        const { measures } = await runWhole(await create({ ...leakAlone, stimulus, dt, duration: 15 }));
        // Methods of second order leave 1e-5 of 20 mV in a step of 0.015 time constants, float32 2e-6 of 54 mV in each of 1500.
        expect(Math.abs(measures.peak[0]! - peak)).toBeLessThan(2e-3);
      });

  eachEngine('where the trough is the true one', async (create) => {
    const times = [0, 1, 1.1, 1.2];
    const stimulus: ExperimentInput['stimulus'] = {
      ...base,
      interpolation: 'held',
      times,
      values: [0, -500, 0, 0],
    };
    const { measures } = await runWhole(await create({ ...leakAlone, stimulus, dt: 0.05, duration: 15 }));
    expect(Math.abs(measures.trough[0]! - trough)).toBeLessThan(5e-3);
  });
});
