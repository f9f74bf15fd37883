import { describe, expect } from 'vitest';
import { eachEngine, runWhole } from '../support/engines.ts';

/** A leak of 0.3 mS/cm2 and a membrane of 1 uF/cm2 under 1 uA/cm2 at 10 Hz. */
const [leak, capacitance, rest] = [0.3, 1, -54.4];
const turn = (2 * Math.PI * 10) / 1000;

describe('a potential that turns slowly', () => {
  // In a step of 0.005 ms V changes by less than float32 can tell apart for 0.1 ms before and after an extreme.
  for (const dt of [0.05, 0.005]) {
    eachEngine(
      `has its own extremes, and its peaks are found, in steps of ${dt} ms`,
      async (create, engine) => {
        const simulation = await create({
          parameters: { gNa: 0, gK: 0, gL: leak, EL: rest, C: capacitance },
          stimulus: { kind: 'sine', amplitude: 1, frequency: 10 },
          initial: { V: rest },
          duration: 190,
          dt,
          measure: { from: 60 },
          events: { kind: 'prominence', height: 1 },
          record: { spikes: true },
        });
        const { measures, spikes } = await runWhole(simulation);
        // The closed solution, whose beginning has faded by exp(-0.3 * 60) in the window.
        const size = 1 / Math.hypot(leak, capacitance * turn);
        const late = Math.atan2(capacitance * turn, leak) / turn;
        // (turn dt)^2 / 24 of 3.3 mV, since the current is that of the middle of a step; float32 tells 4e-6 mV apart.
        expect(Math.abs(measures.peak![0]! - (rest + size))).toBeLessThan(1e-5);
        expect(Math.abs(measures.trough![0]! - (rest - size))).toBeLessThan(1e-5);
        // At a curvature of 0.013 mV/ms2 the peak is flat to float32 for 0.025 ms before and after.
        const within = engine === 'cpu' || engine === 'webgpu' ? 0.05 : 1e-5;
        expect(Math.abs(spikes[0]!.at(-1)! - (125 + late))).toBeLessThan(within);
      },
    );
  }
});
