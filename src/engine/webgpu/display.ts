import type { Problem } from '../../problem/problem.ts';
import type { Dispatcher } from './dispatcher.ts';
import { generateKernel, type Kernel, type KernelOptions } from './kernel.ts';
import { scheduleLayout } from './layout.ts';
import type { Partition } from './partitions.ts';
import type { Population } from './population.ts';

/** What a display sees of the simulation that it belongs to. */
interface Displayed {
  readonly problem: Problem;
  readonly population: Population;
  readonly step: number;
  readonly windowStart: number;
}

/** Rows of a part of the population on the device: float32, `stride` apart, in the order of the names that were asked for. */
export interface ShownPart {
  /** Position of its first neuron in the population, and the number of its neurons. */
  readonly first: number;
  readonly cells: number;
  readonly stride: number;
  readonly rows: GPUBuffer;
}

interface Place extends ShownPart {
  readonly schedule: GPUBuffer;
}

/** Most shaders that are kept: those of some arrangements and colours, between which people go to and fro. */
const MOST_KEPT = 12;

/** Keeps rows of what all neurons are like at present in the memory of the device, for whoever draws there. */
export class Display {
  #names: readonly string[] = [];
  #problem: Problem | undefined;
  #kernel: Kernel | undefined;
  /** By the text of the shader; the one that was used last is the last one. */
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  #places: readonly Place[] = [];
  /** The parts that the places are of. */
  #parts: readonly Partition[] = [];

  /** @param present what is to be seen now */
  constructor(
    private readonly device: GPUDevice,
    private readonly dispatcher: Dispatcher,
    private readonly options: KernelOptions,
    private readonly present: () => Displayed,
  ) {}

  /** Computes what is asked for, of all neurons, as they are now. Calls must not overlap. */
  async refresh(names: readonly string[]): Promise<readonly ShownPart[]> {
    const pipeline = await this.#compile(names);
    const { population, step, windowStart } = this.present();
    const { partitions, firstCell } = population;
    this.#allocate(partitions, names.length);
    const encoder = this.device.createCommandEncoder({ label: 'show' });
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    for (const [i, { schedule, rows, first, cells, stride }] of this.#places.entries()) {
      const words = scheduleLayout.pack({
        first_cell: firstCell + first,
        first_index: 0,
        end_index: cells,
        stride,
        first_step: step,
        steps: 0,
        window_start: windowStart,
        restart: 0,
        ends: 0,
        traced: 0,
        sample_every: 0,
        first_sample: 0,
      });
      this.device.queue.writeBuffer(schedule, 0, words);
      pass.setBindGroup(0, this.dispatcher.group(partitions[i]!, { schedule, samples: rows }));
      pass.dispatchWorkgroups(Math.ceil(cells / this.#kernel!.workgroup));
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
    return this.#places;
  }

  destroy(): void {
    for (const { rows, schedule } of this.#places) {
      rows.destroy();
      schedule.destroy();
    }
    this.#places = [];
  }

  /** The shader is made anew where something else is asked for, or of another problem; it is compiled where its text is new. */
  async #compile(names: readonly string[]): Promise<GPUComputePipeline> {
    const { problem } = this.present();
    if (problem !== this.#problem || names.join() !== this.#names.join()) {
      this.#kernel = generateKernel(problem, { ...this.options, shown: names });
      this.#problem = problem;
      this.#names = [...names];
    }
    return this.#pipelineOf(this.#kernel!.wgsl);
  }

  async #pipelineOf(code: string): Promise<GPUComputePipeline> {
    const pipeline =
      this.#pipelines.get(code) ??
      (await this.dispatcher.compile(this.device.createShaderModule({ label: 'show', code }), 'show'));
    this.#pipelines.delete(code);
    this.#pipelines.set(code, pipeline);
    const [oldest] = this.#pipelines.keys();
    if (this.#pipelines.size > MOST_KEPT) this.#pipelines.delete(oldest!);
    return pipeline;
  }

  #allocate(partitions: readonly Partition[], rows: number): void {
    const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
    const fits = this.#places.every(({ rows: buffer, stride }) => buffer.size >= 4 * stride * rows);
    if (partitions === this.#parts && fits) return;
    this.destroy();
    this.#parts = partitions;
    this.#places = partitions.map(({ first, cells, stride }) => ({
      first,
      cells,
      stride,
      rows: this.device.createBuffer({ label: 'shown', size: 4 * stride * rows, usage: STORAGE | COPY_SRC }),
      schedule: this.device.createBuffer({
        label: 'schedule of what is shown',
        size: 4 * scheduleLayout.words,
        usage: UNIFORM | COPY_DST,
      }),
    }));
  }
}
