/** Bytes that are copied to the host at once, where a buffer may have so many: a population may be larger than any one buffer. */
const AT_ONCE = 1 << 26;

/** A part of a buffer; offset and size in bytes, multiples of 4. */
export interface Part {
  readonly buffer: GPUBuffer;
  readonly offset?: number;
  readonly size: number;
}

/**
 * Copies parts of buffers to the host.
 * @returns one array per part
 */
export async function readBuffers(device: GPUDevice, parts: readonly Part[]): Promise<ArrayBuffer[]> {
  const copies = parts.map(({ size }) => new ArrayBuffer(size));
  const atOnce = Math.min(AT_ONCE, device.limits.maxBufferSize);
  for (const batch of batchesOf(parts, atOnce)) await readBatch(device, batch, copies);
  return copies;
}

/** A piece of a part, by its offset in it. */
interface Piece {
  readonly part: number;
  readonly buffer: GPUBuffer;
  readonly from: number;
  readonly at: number;
  readonly size: number;
}

function* batchesOf(parts: readonly Part[], atOnce: number): Generator<Piece[]> {
  let batch: Piece[] = [];
  let room = atOnce;
  for (const [part, { buffer, offset = 0, size }] of parts.entries()) {
    for (let at = 0; at < size; ) {
      const piece = { part, buffer, from: offset + at, at, size: Math.min(size - at, room) };
      batch.push(piece);
      at += piece.size;
      room -= piece.size;
      if (room > 0) continue;
      yield batch;
      batch = [];
      room = atOnce;
    }
  }
  if (batch.length > 0) yield batch;
}

async function readBatch(device: GPUDevice, batch: readonly Piece[], copies: readonly ArrayBuffer[]) {
  const staging = device.createBuffer({
    label: 'readback',
    size: batch.reduce((sum, { size }) => sum + size, 0),
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder();
    let place = 0;
    for (const { buffer, from, size } of batch) {
      encoder.copyBufferToBuffer(buffer, from, staging, place, size);
      place += size;
    }
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const mapped = new Uint8Array(staging.getMappedRange());
    place = 0;
    for (const { part, at, size } of batch) {
      new Uint8Array(copies[part]!, at, size).set(mapped.subarray(place, place + size));
      place += size;
    }
  } finally {
    staging.destroy();
  }
}
