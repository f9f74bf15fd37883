import { sameTables } from '../kernel-parts.ts';
import type { EventList } from './events.ts';
import type { Kernel } from './kernel.ts';
import { scheduleLayout } from './layout.ts';
import { Pacer, type Portion } from './pacer.ts';
import type { Partition } from './partitions.ts';
import type { Population } from './population.ts';
import type { SampleBuffer } from './samples.ts';
import { Durations, type Lap, Stopwatch } from './stopwatch.ts';

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
}

/** Entry points of shaders/advance.wgsl. */
type EntryPoint = 'advance' | 'take_samples' | 'show';

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
  'read-only-storage',
];

/** A kernel on the device. */
interface Loaded {
  readonly kernel: Kernel;
  readonly module: GPUShaderModule;
  /** Numbers that formulas look up. */
  readonly tables: GPUBuffer;
  /** Compiled when they are needed for the first time. */
  readonly pipelines: Map<EntryPoint, Promise<GPUComputePipeline>>;
}

/** Runs a kernel over a population, in dispatches that are neither too short nor too long. */
export class Dispatcher {
  readonly #layout: GPUBindGroupLayout;
  readonly #pacer: Pacer;
  readonly #stopwatch: Stopwatch | undefined;
  readonly #durations = new Durations();
  readonly #pipelineLayout: GPUPipelineLayout;
  #loaded: Loaded | undefined;
  #bound: Bound | undefined;
  #groups: GPUBindGroup[] = [];

  constructor(
    private readonly device: GPUDevice,
    /** The adapter computes on the CPU. */
    private readonly software: boolean,
  ) {
    this.#pacer = new Pacer(software);
    this.#stopwatch = Stopwatch.on(device);
    this.#layout = device.createBindGroupLayout({
      label: 'advance',
      entries: bindingTypes.map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    this.#pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [this.#layout] });
  }

  /** Changes the kernel; a shader that stays the same is not compiled again. If it fails, the former one stays. */
  async load(kernel: Kernel): Promise<void> {
    const { wgsl } = kernel;
    const former = this.#loaded;
    if (wgsl === former?.kernel.wgsl) {
      this.#loaded = { ...former, kernel, tables: this.#tablesOf(kernel, former) };
      return;
    }
    const module = this.device.createShaderModule({ label: 'advance', code: wgsl });
    const loaded = { kernel, module, pipelines: new Map() };
    await this.#pipeline('advance', loaded);
    this.#loaded = { ...loaded, tables: this.#tablesOf(kernel, former) };
  }

  /** Changes the buffers. */
  bind(bound: Bound): void {
    this.#bound = bound;
    this.#groups = bound.population.partitions.map((partition) =>
      this.group(partition, { schedule: partition.schedule, samples: bound.samples.buffer }),
    );
  }

  /** What an entry point is bound to that runs over a partition with a schedule and a place for samples of its own. */
  group(
    { state, varied, records }: Partition,
    { schedule, samples }: { readonly schedule: GPUBuffer; readonly samples: GPUBuffer },
  ): GPUBindGroup {
    const { population, events, samples: sampling } = this.#bound!;
    const { tables } = this.#loaded!;
    const { traced } = sampling;
    const { numbers } = population;
    const buffers = [schedule, state, varied, records, events.buffer, traced, samples, numbers, tables];
    return this.device.createBindGroup({
      layout: this.#layout,
      entries: buffers.map((resource, binding) => ({ binding, resource: { buffer: resource } })),
    });
  }

  /** Compiles an entry point of a shader with the same bindings. */
  compile(module: GPUShaderModule, entryPoint: EntryPoint): Promise<GPUComputePipeline> {
    return this.device.createComputePipelineAsync({
      label: entryPoint,
      layout: this.#pipelineLayout,
      compute: { module, entryPoint },
    });
  }

  /**
   * Takes all neurons through the same steps, in dispatches that each take a part of the neurons through a part of the
   * steps. On a GPU one dispatch waits in the queue while another runs.
   */
  async run(stretch: Stretch): Promise<void> {
    const { population, events, samples } = this.#bound!;
    events.begin();
    let running: Promise<void> = Promise.resolve();
    for (const [partition, { first, cells }] of population.partitions.entries()) {
      for (let index = 0; index < cells; ) {
        const wide = this.#pacer.portion(cells - index, stretch.steps).cells;
        const traced = samples.isAmong(population.firstCell + first + index, wide);
        let taken = 0;
        do {
          const portion = { cells: wide, steps: this.#pacer.portion(wide, stretch.steps - taken).steps };
          const lap = await this.#submit(stretch, { partition, index, taken }, portion, traced);
          taken += portion.steps;
          const previous = running;
          running = this.#finished(portion, previous, lap);
          // Whoever waits for it gets the failure; that nobody may, because an earlier one failed first, is no error.
          running.catch(() => {});
          await (this.software ? running : previous);
        } while (taken < stretch.steps);
        index += wide;
      }
    }
    await running;
  }

  destroy(): void {
    this.#loaded?.tables.destroy();
    this.#stopwatch?.destroy();
  }

  /**
   * @param traced whether there are traced neurons among those of the portion
   * @returns the measurement of its duration, if the device can measure it
   */
  async #submit(stretch: Stretch, at: Place, portion: Portion, traced: boolean): Promise<Lap | undefined> {
    const { population, samples } = this.#bound!;
    const { workgroup } = this.#loaded!.kernel;
    const { schedule, first, stride } = population.partitions[at.partition]!;
    const sampler = traced ? await this.#pipeline('take_samples') : undefined;
    const pipeline = await this.#pipeline('advance');
    const first_step = stretch.firstStep + at.taken;
    const sampling = samples.schedule(first_step);
    const words = scheduleLayout.pack({
      first_cell: population.firstCell + first,
      first_index: at.index,
      end_index: at.index + portion.cells,
      stride,
      first_step,
      steps: portion.steps,
      window_start: stretch.windowStart,
      restart: at.taken === 0 ? stretch.restart : 0,
      ends: at.taken + portion.steps === stretch.steps ? 1 : 0,
      ...sampling,
    });
    const { queue } = this.device;
    queue.writeBuffer(schedule, 0, words);
    const encoder = this.device.createCommandEncoder();
    const lap = this.#stopwatch?.lap();
    const pass = encoder.beginComputePass(lap?.pass);
    pass.setBindGroup(0, this.#groups[at.partition]!);
    if (sampler) {
      pass.setPipeline(sampler);
      pass.dispatchWorkgroups(Math.ceil(sampling.traced / workgroup));
    }
    pass.setPipeline(pipeline);
    pass.dispatchWorkgroups(Math.ceil(portion.cells / workgroup));
    pass.end();
    lap?.resolve(encoder);
    queue.submit([encoder.finish()]);
    return lap;
  }

  /** The tables of a kernel on the device; those of the former one go, unless they are the same. */
  #tablesOf({ tables }: Kernel, former: Loaded | undefined): GPUBuffer {
    if (former && sameTables(tables, former.kernel.tables)) return former.tables;
    former?.tables.destroy();
    const values = new Float32Array(Math.max(1, tables.values.length));
    values.set(tables.values);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = this.device.createBuffer({ label: 'tables', size: values.byteLength, usage });
    this.device.queue.writeBuffer(buffer, 0, values);
    return buffer;
  }

  #pipeline(
    entryPoint: EntryPoint,
    { module, pipelines }: Pick<Loaded, 'module' | 'pipelines'> = this.#loaded!,
  ): Promise<GPUComputePipeline> {
    let pipeline = pipelines.get(entryPoint);
    if (!pipeline) {
      pipeline = this.compile(module, entryPoint);
      pipelines.set(entryPoint, pipeline);
    }
    return pipeline;
  }

  /** Resolves when all that was submitted is done, after having told the pacer how long the last dispatch took. */
  async #finished(portion: Portion, previous: Promise<void>, lap: Lap | undefined): Promise<void> {
    const submitted = performance.now();
    const onDevice = lap ? lap.duration() : this.device.queue.onSubmittedWorkDone();
    const done = onDevice.then((duration) => ({ duration: duration ?? undefined, at: performance.now() }));
    // If the one before failed, nobody waits for this one.
    done.catch(() => {});
    await previous;
    // It began when it was submitted, or when the one before it ended.
    const started = Math.max(submitted, performance.now());
    const { duration, at } = await done;
    this.#pacer.measured(portion, this.#durations.of(duration, at - started));
  }
}
