import { completeUntil, sortSpikes } from '../recording.ts';
import type { Spikes } from '../simulation.ts';
import { eventHeader, eventWords, NONE } from './layout.ts';
import { readBuffers } from './readback.ts';

/** What the header of the list says. */
export interface EventHeader {
  /** Events found since the last `take`. */
  readonly count: number;
  /** Lowest number of a diverged neuron, or NONE. */
  readonly diverged: number;
  /** Earliest step of an event that may still come. */
  readonly pending: number;
}

/** The list of events that the shader appends to, bounded, with its header. */
export class EventList {
  readonly buffer: GPUBuffer;
  /** The header as it was read last, while no step has been taken since. */
  #header: EventHeader | undefined;

  constructor(
    private readonly device: GPUDevice,
    readonly capacity: number,
  ) {
    this.buffer = device.createBuffer({
      label: 'events',
      size: EventList.bytes(capacity),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    this.clear();
  }

  /** As many events of those that are wanted as a device can bind a list of. */
  static fitting({ maxStorageBufferBindingSize, maxBufferSize }: GPUSupportedLimits, wanted: number): number {
    const words = Math.floor(Math.min(maxStorageBufferBindingSize, maxBufferSize) / 4);
    return Math.min(wanted, Math.floor((words - eventHeader.words) / eventWords));
  }

  /** Bytes of a list of so many events. */
  static bytes(capacity: number): number {
    return 4 * (eventHeader.words + eventWords * capacity);
  }

  /** Forgets all events and divergences. */
  clear(): void {
    this.#write({ count: 0, diverged: NONE, pending: NONE });
  }

  /** Call before steps are taken: from now on the header says what they bring. */
  begin(): void {
    this.#header = undefined;
    const { at } = eventHeader;
    this.device.queue.writeBuffer(this.buffer, 4 * at.pending, new Uint32Array([NONE]));
  }

  async readHeader(): Promise<EventHeader> {
    if (this.#header) return this.#header;
    const [words] = await readBuffers(this.device, [{ buffer: this.buffer, size: 4 * eventHeader.words }]);
    const [count, diverged, pending] = new Uint32Array(words!);
    this.#header = { count: count!, diverged: diverged!, pending: pending! };
    return this.#header;
  }

  /** All events since the last call. @param dt step, ms @param step steps taken */
  async take(dt: number, step: number): Promise<Spikes> {
    const { count, diverged, pending } = await this.readHeader();
    const held = Math.min(count, this.capacity);
    const [list] = await readBuffers(this.device, [
      { buffer: this.buffer, offset: 4 * eventHeader.words, size: 4 * eventWords * held },
    ]);
    this.#write({ count: 0, diverged, pending });
    const u32 = new Uint32Array(list!);
    const f32 = new Float32Array(list!);
    const cell = new Uint32Array(held);
    const time = new Float64Array(held);
    for (let i = 0; i < held; i++) {
      cell[i] = u32[eventWords * i]!;
      time[i] = (u32[eventWords * i + 1]! + f32[eventWords * i + 2]!) * dt;
    }
    const complete = completeUntil(pending === NONE ? step : pending, dt);
    return { ...sortSpikes(cell, time), lost: count - held, complete };
  }

  destroy(): void {
    this.buffer.destroy();
  }

  #write(header: EventHeader): void {
    this.#header = header;
    this.device.queue.writeBuffer(this.buffer, 0, eventHeader.pack({ ...header }));
  }
}
