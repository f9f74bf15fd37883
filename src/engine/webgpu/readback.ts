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
  const staging = device.createBuffer({ size: total, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    let at = 0;
    for (const { buffer, offset = 0, size } of parts) {
      if (size > 0) encoder.copyBufferToBuffer(buffer, offset, staging, at, size);
      at += size;
    }
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const copy = staging.getMappedRange().slice(0);
    at = 0;
    return parts.map(({ size }) => copy.slice(at, (at += size)));
  } finally {
    staging.destroy();
  }
}
