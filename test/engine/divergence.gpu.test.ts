import { describe, expect } from 'vitest';
import { DivergedError } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine, engines } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { problemOf } from '../support/problems.ts';

describe('divergence', () => {
  const diverging: ExperimentInput = {
    integrator: 'euler',
    dt: 0.2,
    sweep: { x: { vary: 'stimulus.amplitude', values: [0, 0, 20] } },
  };

  eachEngine('names neuron, V, time and remedy', async (create) => {
    const simulation = await create(diverging);
    const error: unknown = await simulation.advance(500).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergedError);
    const { cell, time, V, message } = error as DivergedError;
    expect(cell).toBe(2);
    // Nothing diverges before it fires; 20 uA/cm2 needs about 2 ms to make it.
    expect(time).toBeGreaterThan(1);
    expect(time).toBeLessThanOrEqual(100);
    expect(Math.abs(V) <= 1000).toBe(false);
    const [, shownV, shownTime] = /^neuron 2 diverged: V = (\S+) mV at (\S+) ms/.exec(message) ?? [];
    expect(Number(shownV) / V).toBeCloseTo(1, 3);
    expect(Number(shownTime)).toBeCloseTo(time, 6);
    expect(message).toContain('dt = 0.2 ms is too large for the integrator "euler"');
  });

  gpuTest('is found at the same time by both engines', async ({ device }) => {
    // Here V becomes NaN at once, without a turn that the GPU would look at.
    const input: ExperimentInput = { ...diverging, integrator: 'rk4' };
    const times: number[] = [];
    for (const create of [engines.cpu(device), engines.webgpu(device)]) {
      const error: unknown = await (await create(input)).advance(500).catch((reason: unknown) => reason);
      times.push((error as DivergedError).time);
    }
    const [cpu = Number.NaN, gpu = Number.NaN] = times;
    // The GPU looks after every fourth step.
    expect(Math.abs(gpu - cpu)).toBeLessThan(4.5 * 0.2);
  });

  eachEngine('is found in whatever piece of the run it happens', async (create) => {
    const simulation = await create(diverging);
    const pieces = async () => {
      for (let i = 0; i < 500; i++) await simulation.advance(1);
    };
    await expect(pieces()).rejects.toThrow(DivergedError);
  });

  eachEngine('is of no neuron that is not there', async (create) => {
    // Noise makes neuron 3 fire, and diverge, within 11 ms, and neuron 0 within 49 ms.
    const noisy = (trials: number): ExperimentInput => ({
      ...diverging,
      sweep: {},
      stimulus: { kind: 'ou', sigma: 2.5, tau: 5 },
      trials,
      seed: 10,
    });
    await (await create(noisy(1))).advance(200);
    await expect((await create(noisy(4))).advance(200)).rejects.toThrow(DivergedError);
  });

  eachEngine('is over after a reset with a smaller step', async (create) => {
    const simulation = await create(diverging);
    await expect(simulation.advance(500)).rejects.toThrow(DivergedError);
    await simulation.update(problemOf({ ...diverging, dt: 0.02 }));
    await simulation.reset();
    await simulation.advance(500);
    for (const V of await simulation.read('V')) expect(Math.abs(V)).toBeLessThan(100);
  });
});
