import { describe, expect } from 'vitest';
import { generateKernel } from '../../../src/engine/webgpu/kernel.ts';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { integratorNames } from '../../../src/integrators/catalogue.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import type { ExperimentInput } from '../../../src/protocol/experiment.ts';
import type { Stimulus } from '../../../src/protocol/stimulus.ts';
import { largestDifference, runWhole } from '../../support/engines.ts';
import { acquireDevice, gpuTest } from '../../support/gpu.ts';
import { problemOf } from '../../support/problems.ts';

const stimuli: readonly Stimulus[] = [
  { kind: 'constant', amplitude: 10 },
  { kind: 'step', amplitude: 10, onset: 5 },
  { kind: 'step', amplitude: 10, onset: 5, end: 20 },
  { kind: 'ramp', from: 0, to: 20, onset: 5, end: 30 },
  { kind: 'pulses', amplitude: 40, width: 0.5, onsets: [1, 20] },
  { kind: 'train', amplitude: 40, width: 0.5, onset: 1, period: 9, count: 3 },
  { kind: 'paired', amplitude: 40, second: 20, width: 0.5, onset: 1, interval: 9 },
  { kind: 'staircase', levels: [0, 5, 10], onset: 1, every: 10 },
  { kind: 'sine', amplitude: 5, offset: 5, frequency: 40, phase: 0, onset: 1 },
  { kind: 'chirp', amplitude: 5, from: 5, to: 50, sweep: 'exponential', onset: 1, end: 100 },
  [
    { kind: 'constant', amplitude: 1 },
    { name: 'kick', kind: 'step', amplitude: 10, onset: 5 },
  ],
];

describe('the generated shader', () => {
  gpuTest('is valid for every model, integrator, stimulus and way of reading numbers', async ({ device }) => {
    const faults: string[] = [];
    for (const model of Object.keys(membranes)) {
      for (const integrator of integratorNames) {
        // What a stimulus brings is the same for all of them.
        for (const stimulus of model === 'hodgkin-huxley' ? stimuli : stimuli.slice(0, 1)) {
          for (const live of [false, true]) {
            const { wgsl } = generateKernel(problemOf({ model, integrator, stimulus }), { live });
            const { messages } = await device.createShaderModule({ code: wgsl }).getCompilationInfo();
            faults.push(
              ...messages.map(
                ({ message }) => `${model}, ${integrator}, ${JSON.stringify(stimulus)}: ${message}`,
              ),
            );
          }
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('numbers that stay changeable', () => {
  const input: ExperimentInput = {
    sweep: { x: { vary: 'parameters.gK', values: [30, 36, 42] } },
    stimulus: { kind: 'step', amplitude: 20, onset: 2 },
    duration: 40,
    dt: 0.025,
    record: { spikes: true },
  };

  gpuTest('give what constants give', async ({ device }) => {
    const constant = await runWhole(await WebGPUSimulation.create(device, problemOf(input)));
    const live = await runWhole(await WebGPUSimulation.create(device, problemOf(input), { live: true }));
    for (const [cell, times] of constant.spikes.entries()) {
      expect(times.length).toBeGreaterThan(1);
      // Constants are folded in float64, changeable numbers computed in float32: rounding apart they are the same.
      expect(largestDifference(live.spikes[cell] ?? [], times)).toBeLessThan(1e-3);
    }
  });

  gpuTest('change without a new shader', async ({ device }) => {
    const simulation = await WebGPUSimulation.create(device, problemOf(input), { live: true });
    const { wgsl } = simulation;
    const changed: ExperimentInput = {
      ...input,
      stimulus: { kind: 'step', amplitude: 8, onset: 4 },
      parameters: { gNa: 100, EL: -50, temperature: 8 },
      sweep: { x: { vary: 'parameters.gK', values: [20, 25, 30] } },
    };
    await simulation.update(problemOf(changed));
    expect(simulation.wgsl).toBe(wgsl);
    await simulation.reset();
    const updated = await runWhole(simulation);
    const fresh = await runWhole(await WebGPUSimulation.create(device, problemOf(changed), { live: true }));
    expect(updated).toEqual(fresh);
  });

  gpuTest('may become more', async ({ device }) => {
    const one = await WebGPUSimulation.create(
      device,
      problemOf({ ...input, stimulus: { kind: 'constant', amplitude: 0 } }),
      { live: true },
    );
    const onsets = Array.from({ length: 64 }, (_, i) => 0.5 * i);
    const pulses: ExperimentInput = {
      ...input,
      stimulus: { kind: 'pulses', amplitude: 20, width: 0.5, onsets },
    };
    await one.update(problemOf(pulses));
    await one.reset();
    const fresh = await WebGPUSimulation.create(device, problemOf(pulses), { live: true });
    expect(await runWhole(one)).toEqual(await runWhole(fresh));
  });
});

describe('a device without timestamps', () => {
  gpuTest('gives the same', async ({ device }) => {
    const plain = await acquireDevice();
    expect([...plain.features]).not.toContain('timestamp-query');
    const problem = problemOf({
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 30, count: 70 } },
      // Not a multiple of four steps.
      duration: 30.15,
      record: { spikes: true, traces: { cells: [0, 69], every: 0.15 } },
    });
    const there = await runWhole(await WebGPUSimulation.create(device, problem));
    const here = await runWhole(await WebGPUSimulation.create(plain, problem));
    expect(there.spikes.some((times) => times.length > 1)).toBe(true);
    expect(here).toEqual(there);
    plain.destroy();
  });
});
