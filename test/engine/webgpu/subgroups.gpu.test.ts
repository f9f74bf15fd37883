import { expect } from 'vitest';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { hasSubgroups } from '../../../src/engine/webgpu/subgroups.ts';
import { runWhole } from '../../support/engines.ts';
import { acquireDevice, gpuTest } from '../../support/gpu.ts';
import { withFeatures } from '../../support/limits.ts';
import { problemOf } from '../../support/problems.ts';

const problem = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 30, count: 70 } },
  duration: 30,
  record: { spikes: true },
});

gpuTest('are asked only where the compiler knows them, and change nothing', async ({ device }) => {
  const asked = await WebGPUSimulation.create(device, problem);
  expect(asked.wgsl.includes('subgroupAny')).toBe(await hasSubgroups(device));
  const unasked = await WebGPUSimulation.create(withFeatures(device, []), problem);
  expect(unasked.wgsl).not.toContain('subgroupAny');
  const there = await runWhole(asked);
  expect(there.spikes.some((times) => times.length > 1)).toBe(true);
  expect(await runWhole(unasked)).toEqual(there);
});

// Each spike destroys what is kept of the one before, at single steps too, since the pulses have corners.
gpuTest(
  'lose no event that follows close on another, where they are not asked either',
  async ({ device }) => {
    const follower = problemOf({
      parameters: { gNa: 0, gK: 0, gL: 10, C: 0.1 },
      stimulus: { kind: 'pulses', amplitude: 1000, width: 0.1, onsets: [0, 0.2, 0.4, 0.6, 0.8, 1] },
      sweep: { x: { vary: 'parameters.EL', from: -60, to: -50, count: 70 } },
      initial: { V: -55 },
      dt: 0.1,
      duration: 1.4,
      events: { kind: 'threshold', level: 0 },
      record: { spikes: true },
    });
    const there = await runWhole(await WebGPUSimulation.create(device, follower));
    expect(there.spikes.every((times) => times.length === 6)).toBe(true);
    expect(await runWhole(await WebGPUSimulation.create(withFeatures(device, []), follower))).toEqual(there);
  },
);

gpuTest('are not asked where the device has the feature and the compiler refuses it', async ({ device }) => {
  // A device without the feature refuses them.
  const plain = await acquireDevice();
  const faults: string[] = [];
  plain.addEventListener('uncapturederror', ({ error }) => faults.push(error.message));
  const promising = withFeatures(plain, ['subgroups']);
  expect(await hasSubgroups(promising)).toBe(false);
  const there = await runWhole(await WebGPUSimulation.create(device, problem));
  expect(await runWhole(await WebGPUSimulation.create(promising, problem))).toEqual(there);
  expect(faults).toEqual([]);
  plain.destroy();
});
