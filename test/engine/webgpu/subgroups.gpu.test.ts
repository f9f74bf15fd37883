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
