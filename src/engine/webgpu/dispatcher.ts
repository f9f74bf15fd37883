import type { EventList } from './events.ts';
import type { Kernel } from './kernel.ts';
import { scheduleLayout } from './layout.ts';
import { Pacer, type Portion } from './pacer.ts';
import type { Population } from './population.ts';
import type { SampleBuffer } from './samples.ts';

/** Everything that a kernel is bound to. */
export interface Bound {
  readonly population: Population;
  readonly events: EventList;
  readonly samples: SampleBuffer;
}

/** What all dispatches of one stretch of steps have in common. */
export interface Stretch {
  readonly firstStep: number;
  readonly steps: number;
  /** Step at which the measuring window began. */
  readonly windowStart: number;
  /** What every neuron begins with: 0, RESTART_WINDOW or RESTART_ALL. */
  readonly restart: number;
}

/** Where in a stretch a dispatch is. */
interface Place {
  readonly partition: number;
  /** Position of its first neuron in the partition. */
  readonly index: number;
  /** Steps of the stretch that its neurons have taken already. */
  readonly taken: number;
  /** Whether there are traced neurons among them. */
  readonly traced: boolean;
}

/** The bindings of shaders/advance.wgsl. */
const bindingTypes: readonly GPUBufferBindingType[] = [
  'uniform',
  'storage',
  'read-only-storage',
  'storage',
  'storage',
  'read-only-storage',
  'storage',
  'uniform',
];

/** Runs a kernel over a population, in dispatches that are neither too short nor too long. */
export class Dispatcher {
  readonly #layout: GPUBindGroupLayout;
  readonly #pacer: Pacer;
  #pipeline: GPUComputePipeline | undefined;
  #kernel: Kernel | undefined;
  #bound: Bound | undefined;
  #groups: GPUBindGroup[] = [];

  constructor(
    private readonly device: GPUDevice,
    /** The adapter computes on the CPU. */
    private readonly software: boolean,
  ) {
    this.#pacer = new Pacer(software);
    this.#layout = device.createBindGroupLayout({
      label: 'advance',
      entries: bindingTypes.map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
  }

  /** Changes the kernel; a shader that stays the same is not compiled again. */
  async load(kernel: Kernel): Promise<void> {
    if (kernel.wgsl !== this.#kernel?.wgsl) {
      const module = this.device.createShaderModule({ label: 'advance', code: kernel.wgsl });
      this.#pipeline = await this.device.createComputePipelineAsync({
        label: 'advance',
        layout: this.device.createPipelineLayout({ bindGroupLayouts: [this.#layout] }),
        compute: { module, entryPoint: 'advance' },
      });
    }
    this.#kernel = kernel;
  }

  /** Changes the buffers. */
  bind(bound: Bound): void {
    const { population, events, samples } = bound;
    this.#bound = bound;
    this.#groups = population.partitions.map(({ schedule, state, varied, records }) => {
      const { traced, buffer } = samples;
      const buffers = [schedule, state, varied, records, events.buffer, traced, buffer, population.numbers];
      return this.device.createBindGroup({
        layout: this.#layout,
        entries: buffers.map((resource, binding) => ({ binding, resource: { buffer: resource } })),
      });
    });
  }

  /**
   * Takes all neurons through the same steps, in dispatches that each take a part of the neurons through a part of the
   * steps. On a GPU one dispatch waits in the queue while another runs.
   */
  async run(stretch: Stretch): Promise<void> {
    const { population, samples } = this.#bound!;
    let running: Promise<void> = Promise.resolve();
    for (const [partition, { firstCell, cells }] of population.partitions.entries()) {
      const ranges = samples.ranges(firstCell, cells, this.#kernel!.workgroup);
      // A workgroup with traced neurons is too little to wait for, unless there is nothing else to set the pace.
      const all = ranges.every(({ traced }) => traced);
      for (const range of ranges) {
        for (let index = range.first; index < range.end; ) {
          const wide = this.#pacer.portion(range.end - index, stretch.steps).cells;
          let taken = 0;
          do {
            const left = stretch.steps - taken;
            const portion = { cells: wide, steps: Math.min(left, this.#pacer.portion(wide, left).steps) };
            this.#submit(stretch, { partition, index, taken, traced: range.traced }, portion);
            taken += portion.steps;
            if (range.traced && !all) continue;
            const previous = running;
            running = this.#finished(portion, previous);
            await (this.software ? running : previous);
          } while (taken < stretch.steps);
          index += wide;
        }
      }
    }
    await running;
  }

  #submit(stretch: Stretch, at: Place, portion: Portion): void {
    const { population, samples } = this.#bound!;
    const { schedule, firstCell, stride } = population.partitions[at.partition]!;
    const first_step = stretch.firstStep + at.taken;
    const words = scheduleLayout.pack({
      first_cell: firstCell,
      first_index: at.index,
      end_index: at.index + portion.cells,
      stride,
      first_step,
      steps: portion.steps,
      window_start: stretch.windowStart,
      restart: at.taken === 0 ? stretch.restart : 0,
      ...samples.schedule(first_step, at.traced),
    });
    const { queue } = this.device;
    queue.writeBuffer(schedule, 0, words);
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline!);
    pass.setBindGroup(0, this.#groups[at.partition]!);
    pass.dispatchWorkgroups(Math.ceil(portion.cells / this.#kernel!.workgroup));
    pass.end();
    queue.submit([encoder.finish()]);
  }

  /** Resolves when all that was submitted is done, after having told the pacer how long the last dispatch took. */
  async #finished(portion: Portion, previous: Promise<void>): Promise<void> {
    const submitted = performance.now();
    if (this.software) await sleep(0.9 * this.#pacer.expected(portion));
    const done = this.device.queue.onSubmittedWorkDone().then(() => performance.now());
    await previous;
    // It began when it was submitted, or when the one before it ended.
    const started = Math.max(submitted, performance.now());
    this.#pacer.measured(portion, Math.max(0, (await done) - started));
  }
}

/**
 * While a promise is open, Dawn in Node asks for its outcome without pause. That takes a core from an adapter that
 * computes on the CPU, so nothing is asked until the answer is near.
 */
function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
