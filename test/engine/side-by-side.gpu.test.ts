import { expect, it, onTestFinished } from 'vitest';
import { gpu } from '#gpu';
import { SideBySide } from '../../src/engine/side-by-side.ts';
import { requestDevice } from '../../src/engine/webgpu/device.ts';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import { runWhole } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

/** Two devices, of one adapter where there is no other one. */
async function device(): Promise<GPUDevice> {
  const { device } = await requestDevice(gpu);
  onTestFinished(() => device.destroy());
  return device;
}

it('devices side by side give the bytes of one', async () => {
  const problem = problemOf({
    stimulus: { kind: 'ou', mean: 10, sigma: 5, tau: 2 },
    trials: 70,
    duration: 20,
    dt: 0.02,
    record: { spikes: true, traces: { cells: [69, 3], every: 1 } },
  });
  const [one, other] = [await device(), await device()];
  const alone = await runWhole(await WebGPUSimulation.create(one, problem));
  const both = await SideBySide.create(
    problem,
    [one, other].map((each) => (part) => WebGPUSimulation.create(each, part)),
  );
  expect(await runWhole(both)).toEqual(alone);
});
