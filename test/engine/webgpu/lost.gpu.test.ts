import { expect, it } from 'vitest';
import { gpu } from '#gpu';
import { runExperiment } from '../../../src/engine/run.ts';
import {
  type Acquired,
  DeviceLostError,
  requestDevice,
  whileItLasts,
} from '../../../src/engine/webgpu/device.ts';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { problemOf } from '../../support/problems.ts';

it('a device that is lost in the midst of a run is an error that says so', async () => {
  const acquired = await requestDevice(gpu);
  const simulation = await WebGPUSimulation.create(acquired.device, problemOf({ duration: 1e6 }));
  const running = whileItLasts(acquired, () =>
    // Nobody but its owner destroys a device otherwise; what it does then is what it does when it is lost.
    runExperiment(simulation, { onProgress: () => acquired.device.destroy() }),
  );
  await expect(running).rejects.toBeInstanceOf(DeviceLostError);
  await expect(running).rejects.toThrow(`${acquired.adapter.name} was lost: `);
});

it('what fails for another reason fails for that, and what waits for ever does not', async () => {
  const adapter = { engine: 'webgpu', name: 'a GPU', software: false } as const;
  const device = (lost: Promise<unknown>) => ({ device: { lost } as GPUDevice, adapter }) as Acquired;
  const kept = device(new Promise(() => {}));
  await expect(whileItLasts(kept, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  expect(await whileItLasts(kept, async () => 7)).toBe(7);
  const lost = device(Promise.resolve({ message: 'reset.' }));
  await expect(whileItLasts(lost, () => new Promise(() => {}))).rejects.toThrow('a GPU was lost: reset');
});
