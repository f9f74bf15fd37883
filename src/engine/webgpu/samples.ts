import type { Sampling } from '../../problem/problem.ts';
import type { Traces } from '../simulation.ts';
import { readBuffers } from './readback.ts';

/** Size of the buffer that samples wait in, bytes. */
const BYTES = 1 << 20;

/** The samples of the traced neurons: a bounded buffer on the device that is emptied to the host before it overflows. */
export class SampleBuffer {
  /** Numbers of the traced neurons. */
  readonly traced: GPUBuffer;
  /** Samples, one row per variable, one column per traced neuron. */
  readonly buffer: GPUBuffer;
  readonly #cells: readonly number[];
  /** Steps between two samples; 0 if nothing is traced. */
  readonly #every: number;
  readonly #capacity: number;
  /** Steps of the samples in the buffer, and what was moved to the host. */
  #waiting: number[] = [];
  #taken: { readonly steps: readonly number[]; readonly values: Float32Array }[] = [];

  constructor(
    private readonly device: GPUDevice,
    private readonly sampling: Sampling | undefined,
    private readonly dt: number,
    /** What the shader puts into a sample. */
    private readonly sampled: readonly string[],
  ) {
    this.#cells = sampling?.cells ?? [];
    this.#every = sampling?.every ?? 0;
    this.#capacity = sampling ? Math.max(1, Math.floor(BYTES / this.#bytesPerSample)) : 0;
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.traced = device.createBuffer({
      label: 'traced',
      size: 4 * Math.max(1, this.#cells.length),
      usage: STORAGE | COPY_DST,
    });
    // Deno panics when it is asked to write nothing.
    if (this.#cells.length > 0) device.queue.writeBuffer(this.traced, 0, Uint32Array.from(this.#cells));
    this.buffer = device.createBuffer({
      label: 'samples',
      size: Math.max(4, this.#capacity * this.#bytesPerSample),
      usage: STORAGE | COPY_SRC,
    });
  }

  get #bytesPerSample(): number {
    return 4 * this.sampled.length * this.#cells.length;
  }

  /** How many steps can be taken from `step` on before the buffer is full; moves its content to the host if need be. */
  async room(step: number): Promise<number> {
    if (this.#every === 0) return Number.POSITIVE_INFINITY;
    if (this.#waiting.length >= this.#capacity / 2) await this.#moveToHost();
    const free = this.#capacity - this.#waiting.length;
    return this.#nextDue(step) - step + free * this.#every;
  }

  #nextDue(step: number): number {
    return Math.ceil(step / this.#every) * this.#every;
  }

  /** Makes room for the samples that are due from `step` on during `steps` steps. */
  reserve(step: number, steps: number): void {
    if (this.#every === 0) return;
    for (let due = this.#nextDue(step); due < step + steps; due += this.#every) this.#waiting.push(due);
  }

  /** Whether there are traced neurons among `count` from `first` on. */
  isAmong(first: number, count: number): boolean {
    return this.#cells.some((cell) => cell >= first && cell < first + count);
  }

  /** What the schedule of a dispatch that begins at `step` must say. */
  schedule(step: number): { traced: number; sample_every: number; first_sample: number } {
    const first = this.#every === 0 ? 0 : (this.#nextDue(step) - (this.#waiting[0] ?? 0)) / this.#every;
    return { traced: this.#cells.length, sample_every: this.#every, first_sample: Math.max(0, first) };
  }

  /** All samples since the last call. */
  async take(): Promise<Traces> {
    await this.#moveToHost();
    const parts = this.#taken;
    this.#taken = [];
    const columns = this.#cells.length;
    const samples = parts.reduce((sum, { steps }) => sum + steps.length, 0);
    const time = new Float64Array(samples);
    const names = this.sampling?.values ?? [];
    const values = Object.fromEntries(names.map((name) => [name, new Float64Array(samples * columns)]));
    let sample = 0;
    for (const part of parts) {
      for (const [i, step] of part.steps.entries()) {
        time[sample] = step * this.dt;
        for (const name of names) {
          const from = (i * this.sampled.length + this.sampled.indexOf(name)) * columns;
          values[name]!.set(part.values.subarray(from, from + columns), sample * columns);
        }
        sample++;
      }
    }
    return { cells: this.#cells, time, values };
  }

  /** Drops what was not taken. */
  clear(): void {
    this.#waiting = [];
    this.#taken = [];
  }

  destroy(): void {
    this.traced.destroy();
    this.buffer.destroy();
  }

  async #moveToHost(): Promise<void> {
    const steps = this.#waiting;
    this.#waiting = [];
    if (steps.length === 0) return;
    const [values] = await readBuffers(this.device, [
      { buffer: this.buffer, size: steps.length * this.#bytesPerSample },
    ]);
    this.#taken.push({ steps, values: new Float32Array(values!) });
  }
}
