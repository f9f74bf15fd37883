import { NoAdapterError } from '../engine/webgpu/device.ts';

/** GPU objects at work. Dawn crashes if one of them is collected before its devices are destroyed. */
const held = new Set<GPU>();

/**
 * Lets `use` work with WebGPU for Node, which is Dawn. It needs the optional package `webgpu` and a driver for Vulkan,
 * Metal or Direct3D 12.
 * @throws NoAdapterError with the remedy
 */
export async function withGPU<Result>(use: (gpu: GPU) => Promise<Result>): Promise<Result> {
  if (process.platform === 'linux') requireVulkanLoader();
  const { create, globals } = await importDawn();
  Object.assign(globalThis, globals);
  const gpu = create([]);
  held.add(gpu);
  try {
    return await use(gpu);
  } finally {
    // Held any longer, it could keep the process from ending.
    held.delete(gpu);
  }
}

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
