import { NoAdapterError } from '../engine/webgpu/device.ts';
import { waitPatiently } from '../threads/node.ts';

/** GPU objects at work. Dawn crashes if one of them is collected before its devices are destroyed. */
const held = new Set<GPU>();

/**
 * Lets `use` work with WebGPU for Node, which is Dawn. It needs the optional package `webgpu` and a driver for Vulkan,
 * Metal or Direct3D 12.
 * @param adapter a part of the name of the only adapter that there is then: the first one with such a name
 * @throws NoAdapterError with the remedy
 */
export async function withGPU<Result>(use: (gpu: GPU) => Promise<Result>, adapter?: string): Promise<Result> {
  if (process.platform === 'linux') requireVulkanLoader();
  const { create, globals } = await importDawn();
  Object.assign(globalThis, globals);
  waitPatiently();
  const gpu = create(adapter === undefined ? [] : [`adapter=${adapter}`]);
  held.add(gpu);
  try {
    return await use(gpu);
  } finally {
    // Held any longer, it could keep the process from ending.
    held.delete(gpu);
  }
}

/** What no adapter is called. */
const NOBODY = 'no adapter of this name';

/**
 * Names of all adapters; one is there as often as there are devices of that name. Dawn tells them only in its refusal of a name
 * that there is not, and lets nobody choose between those of the same name.
 * @throws NoAdapterError with the remedy
 */
export const adapterNames = (): Promise<string[]> =>
  withGPU(async (gpu) => {
    try {
      await gpu.requestAdapter();
      return [];
    } catch (error) {
      const lines = String((error as Error).message).matchAll(/^ \* backend: '.*', name: '(.*)'$/gm);
      return Array.from(lines, ([, name = '']) => name);
    }
  }, NOBODY);

async function importDawn() {
  try {
    return await import('webgpu');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    throw new NoAdapterError(
      missing
        ? 'no adapter, because the npm package "webgpu" is not installed: run npm install webgpu'
        : `no adapter, because the npm package "webgpu" does not load: ${(error as Error).message}`,
    );
  }
}

/** Dawn would print its own warnings, which say nothing about the remedy, on finding no Vulkan. */
function requireVulkanLoader(): void {
  const loader = 'libvulkan.so.1';
  try {
    process.dlopen({ exports: {} }, loader);
  } catch (error) {
    // A library that is there is refused as well, but for not being an extension of Node.
    if (!/cannot open shared object file|No such file/.test((error as Error).message)) return;
    throw new NoAdapterError(
      `no adapter, because the Vulkan loader ${loader} is missing: install the GPU's driver and the loader (libvulkan1 in Debian)`,
    );
  }
}
