/**
 * Copies parts of buffers to the host.
 * @param parts source, offset and size in bytes (multiples of 4)
 * @returns one array per part
 */
export async function readBuffers(
  device: GPUDevice,
  parts: readonly { readonly buffer: GPUBuffer; readonly offset?: number; readonly size: number }[],
): Promise<ArrayBuffer[]> {
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total === 0) return parts.map(() => new ArrayBuffer(0));
  const staging = device.createBuffer({
    size: total,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder();
    const offsets = parts.map((_, i) => parts.slice(0, i).reduce((sum, { size }) => sum + size, 0));
    for (const [i, { buffer, offset = 0, size }] of parts.entries()) {
      if (size > 0) encoder.copyBufferToBuffer(buffer, offset, staging, offsets[i]!, size);
    }
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const mapped = staging.getMappedRange();
    return parts.map(({ size }, i) => mapped.slice(offsets[i]!, offsets[i]! + size));
  } finally {
    staging.destroy();
  }
}
