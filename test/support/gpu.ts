import { test } from 'vitest';
import { gpu } from '#gpu';
import { usefulFeatures } from '../../src/engine/webgpu/device.ts';

export async function acquireAdapter(): Promise<GPUAdapter> {
  const adapter = await gpu.requestAdapter();
  if (!adapter)
    throw new Error('no WebGPU adapter: the tests need a Vulkan, Metal or D3D12 driver, or SwiftShader');
  return adapter;
}

/** Deno's `device.adapterInfo` asks the adapter, which must not be collected before. */
const adapters = new WeakMap<GPUDevice, GPUAdapter>();

export async function acquireDevice(descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> {
  const adapter = await acquireAdapter();
  const device = await adapter.requestDevice(descriptor);
  adapters.set(device, adapter);
  return device;
}

const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];

/**
 * A test with a device of its own, which has the features that the engine uses. Every GPU error that the test leaves uncaught fails it, and so does the loss of the
 * device; afterwards the device is destroyed with everything made on it.
 */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from this pattern
export const gpuTest = test.extend('device', async ({}, { onCleanup }) => {
  const device = await acquireDevice({ requiredFeatures: usefulFeatures(await acquireAdapter()) });
  const faults: string[] = [];
  device.addEventListener('uncapturederror', ({ error }) => faults.push(describe(error)));
  device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') faults.push(`the device was lost: ${message}`);
  });
  for (const filter of filters) device.pushErrorScope(filter);

  onCleanup(async () => {
    for (const _ of filters) {
      const error = await device.popErrorScope();
      if (error) faults.push(describe(error));
    }
    device.destroy();
    if (faults.length > 0) throw new Error(`GPU errors during the test:\n${faults.join('\n')}`);
  });
  return device;
});

function describe(error: GPUError): string {
  return `${error.constructor.name}: ${error.message}`;
}
