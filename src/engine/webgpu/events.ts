import { sortSpikes } from '../recording.ts';
import type { Spikes } from '../simulation.ts';
import { eventHeaderWords, eventWords, NONE } from './layout.ts';
import { readBuffers } from './readback.ts';

/** The list of events that the shader appends to, bounded, and the flag of divergence in its header. */
export class EventList {
  readonly buffer: GPUBuffer;

  constructor(
    private readonly device: GPUDevice,
    private readonly capacity: number,
  ) {
    this.buffer = device.createBuffer({
      label: 'events',
      size: 4 * (eventHeaderWords + eventWords * capacity),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    this.clear();
  }

  /** Forgets all events and divergences. */
  clear(): void {
    this.device.queue.writeBuffer(this.buffer, 0, new Uint32Array([0, NONE]));
  }

  /** Events found since the last `take`, and the lowest number of a diverged neuron or NONE. */
  async readHeader(): Promise<{ count: number; diverged: number }> {
    const [header] = await readBuffers(this.device, [{ buffer: this.buffer, size: 4 * eventHeaderWords }]);
    const [count, diverged] = new Uint32Array(header!);
    return { count: count!, diverged: diverged! };
  }

  /** All events since the last call. @param dt step, ms */
  async take(dt: number): Promise<Spikes> {
    const { count } = await this.readHeader();
    const held = Math.min(count, this.capacity);
    const [list] = await readBuffers(this.device, [
      { buffer: this.buffer, offset: 4 * eventHeaderWords, size: 4 * eventWords * held },
    ]);
    this.device.queue.writeBuffer(this.buffer, 0, new Uint32Array([0]));
    const u32 = new Uint32Array(list!);
    const f32 = new Float32Array(list!);
    const cell = new Uint32Array(held);
    const time = new Float64Array(held);
    for (let i = 0; i < held; i++) {
      cell[i] = u32[eventWords * i]!;
      time[i] = (u32[eventWords * i + 1]! + f32[eventWords * i + 2]!) * dt;
    }
    return { ...sortSpikes(cell, time), lost: count - held };
  }

  destroy(): void {
    this.buffer.destroy();
  }
}
