/** Why there is no WebGPU here, and what would help. */
export class NoWebGPUError extends Error {
  override readonly name = 'NoWebGPUError';
}

/**
 * WebGPU for Node, which is Dawn. It needs the optional package `webgpu` and a driver for Vulkan, Metal or Direct3D 12.
 * The caller keeps the object in a local variable: in a global one it would hold the process open for ever.
 * @throws NoWebGPUError
 */
export async function loadGPU(): Promise<GPU> {
  if (process.platform === 'linux') requireVulkanLoader();
  const { create, globals } = await importDawn();
  Object.assign(globalThis, globals);
  return create([]);
}

async function importDawn() {
  try {
    return await import('webgpu');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    throw new NoWebGPUError(
      missing
        ? 'the npm package "webgpu" is not installed; npm install webgpu'
        : `the npm package "webgpu" does not load on this machine (${(error as Error).message})`,
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
    throw new NoWebGPUError(
      `the Vulkan loader (${loader}) is missing; install the GPU's driver and the loader (Debian and Ubuntu: libvulkan1)`,
    );
  }
}
