import { type Experiment, stepsPerSample, variableNumbers } from '../../protocol/experiment.ts';
import { populationSize, variedQuantities } from '../../protocol/sweep.ts';
import { initialState, type StateArrays } from '../initial.ts';
import { measuresOf } from '../measures.ts';
import { Observer } from '../observer.ts';
import { spikeCapacity } from '../recording.ts';
import {
  type AdapterDescription,
  DivergedError,
  type Measures,
  type PerCell,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from '../simulation.ts';
import { stepFormulas } from '../steps.ts';
import { describeAdapter } from './device.ts';
import { EventList } from './events.ts';
import { generateKernel, type Kernel, type KernelOptions } from './kernel.ts';
import { NONE, RESTART_ALL, RESTART_WINDOW, recordLayout, scheduleLayout } from './layout.ts';
import { Pacer } from './pacer.ts';
import { allocatePartitions, type Partition, releasePartitions } from './partitions.ts';
import { readBuffers } from './readback.ts';
import { SampleBuffer } from './samples.ts';

export interface WebGPUOptions extends KernelOptions {
  /** What the device belongs to, as `requestDevice` returns it. */
  readonly adapter?: AdapterDescription;
  /** Bytes that the population may take; 4 GiB by default if the adapter is software, else what the device gives. */
  readonly memory?: number;
}

/** A population advanced by a compute shader in float32, with the state of each neuron in registers over many steps. */
export class WebGPUSimulation implements Simulation {
  #experiment: Experiment;
  #kernel: Kernel;
  #pipeline: GPUComputePipeline;
  #step = 0;
  #windowStart = 0;
  /** What the next dispatch begins with: 0, RESTART_WINDOW or RESTART_ALL. */
  #restart = RESTART_ALL;
  readonly #pacer = new Pacer();
  readonly #layout: GPUBindGroupLayout;
  readonly #numbers: GPUBuffer;
  readonly #events: EventList;
  #samples: SampleBuffer;
  #bindGroups: GPUBindGroup[] = [];

  /**
   * @throws InputError if the population does not fit or a neuron has no initial state
   */
  static async create(
    device: GPUDevice,
    experiment: Experiment,
    { adapter = describeAdapter(device.adapterInfo), live = false, memory }: WebGPUOptions = {},
  ): Promise<WebGPUSimulation> {
    const kernel = generateKernel(experiment, { live });
    const layout = device.createBindGroupLayout({ label: 'advance', entries: bindings });
    const [pipeline, partitions] = await Promise.all([
      createPipeline(device, layout, kernel),
      allocatePartitions(
        device,
        populationSize(experiment.sweep),
        { variables: kernel.variables.length, varied: kernel.varied.length },
        {
          workgroup: kernel.workgroup,
          memory: memory ?? (adapter.software ? 4 * 2 ** 30 : Number.POSITIVE_INFINITY),
          scheduleBytes: 4 * scheduleLayout.words,
        },
      ),
    ]);
    const simulation = new WebGPUSimulation(device, adapter, experiment, { live }, kernel, layout, pipeline, partitions);
    simulation.reset();
    return simulation;
  }

  private constructor(
    readonly device: GPUDevice,
    readonly adapter: AdapterDescription,
    experiment: Experiment,
    private readonly options: KernelOptions,
    kernel: Kernel,
    layout: GPUBindGroupLayout,
    pipeline: GPUComputePipeline,
    /** The parts of the population; the first row of `state` holds V and can be read by others on the same device. */
    readonly partitions: readonly Partition[],
  ) {
    this.#experiment = experiment;
    this.#kernel = kernel;
    this.#layout = layout;
    this.#pipeline = pipeline;
    const numbers = Math.max(1, Object.keys(variableNumbers(experiment)).length);
    this.#numbers = device.createBuffer({
      label: 'numbers',
      size: 16 * Math.ceil(numbers / 4),
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.#events = new EventList(device, experiment.record.spikes ? spikeCapacity(this.cells) : 1);
    this.#samples = new SampleBuffer(device, experiment.record.traces, experiment.dt, kernel.variables);
    this.#writeInputs();
    this.#bind();
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get cells(): number {
    return populationSize(this.#experiment.sweep);
  }

  get variables(): readonly string[] {
    return this.#kernel.variables;
  }

  get step(): number {
    return this.#step;
  }

  /** The shader that is running. */
  get wgsl(): string {
    return this.#kernel.wgsl;
  }

  async advance(steps: number): Promise<void> {
    let left = steps;
    while (left > 0) {
      const count = Math.min(left, this.#pacer.steps, await this.#samples.room(this.#step));
      const submitted = performance.now();
      this.#dispatch(count);
      left -= count;
      await this.device.queue.onSubmittedWorkDone();
      this.#pacer.measured(count, performance.now() - submitted);
    }
    const { diverged } = await this.#events.readHeader();
    if (diverged !== NONE) throw await this.#divergence(diverged);
  }

  beginMeasuring(): void {
    this.#windowStart = this.#step;
    this.#restart = Math.max(this.#restart, RESTART_WINDOW);
  }

  async measures(): Promise<Measures> {
    if (this.#restart !== 0) this.#dispatch(0);
    const buffers = await readBuffers(
      this.device,
      this.partitions.map(({ records }) => ({ buffer: records, size: records.size })),
    );
    const { at, words } = recordLayout;
    const time = (u32: Uint32Array, f32: Float32Array, step: number, fraction: number) =>
      u32[step] === NONE ? Number.NaN : u32[step]! + f32[fraction]!;
    const views = buffers.map((buffer) => ({ u32: new Uint32Array(buffer), f32: new Float32Array(buffer) }));
    const largest = this.partitions[0]!.cells;
    return measuresOf(this.#experiment, this.cells, this.#step - this.#windowStart, (cell) => {
      const { u32, f32 } = views[Math.floor(cell / largest)]!;
      const base = (cell % largest) * words;
      return {
        spikes: u32[base + at.spikes]!,
        first: time(u32, f32, base + at.first_step, base + at.first_fraction),
        last: time(u32, f32, base + at.last_step, base + at.last_fraction),
        response: time(u32, f32, base + at.response_step, base + at.response_fraction),
        peak: f32[base + at.peak]!,
        trough: f32[base + at.trough]!,
      };
    });
  }

  async read(variable: string): Promise<PerCell> {
    if (variable === 'V') return this.#readRow(0);
    const { observed } = stepFormulas(this.#experiment, new Set(this.#kernel.varied));
    const { state } = await this.snapshot();
    return new Observer(observed, variedQuantities(this.#experiment.sweep)).variable(variable, state, this.cells);
  }

  takeSpikes(): Promise<Spikes> {
    return this.#events.take(this.#experiment.dt);
  }

  takeTraces(): Promise<Traces> {
    return this.#samples.take();
  }

  trace(cells: readonly number[], every: number): void {
    this.#sample({ cells, every }, this.#experiment.dt);
  }

  async update(experiment: Experiment): Promise<void> {
    const kernel = generateKernel(experiment, this.options);
    if (kernel.wgsl !== this.#kernel.wgsl) this.#pipeline = await createPipeline(this.device, this.#layout, kernel);
    if (experiment.dt !== this.#experiment.dt) {
      this.#step = Math.round((this.#step * this.#experiment.dt) / experiment.dt);
      this.#sample(undefined, experiment.dt);
    }
    this.#kernel = kernel;
    this.#experiment = experiment;
    this.#writeInputs();
    this.#restartAll();
  }

  async snapshot(): Promise<Snapshot> {
    const step = this.#step;
    const rows = await Promise.all(this.variables.map((_, row) => this.#readRow(row)));
    return { step, state: Object.fromEntries(this.variables.map((name, row) => [name, Float64Array.from(rows[row]!)])) };
  }

  restore({ step, state }: Snapshot): void {
    this.#step = step;
    const part = (first: number, count: number): StateArrays =>
      Object.fromEntries(this.variables.map((name) => [name, state[name]!.subarray(first, first + count)]));
    for (const partition of this.partitions) this.#writeState(partition, part(partition.firstCell, partition.cells));
    this.#restartAll();
  }

  reset(): void {
    this.#step = 0;
    const initial = initialState(this.#experiment);
    for (const partition of this.partitions) {
      this.#writeState(partition, initial(partition.firstCell, partition.cells));
    }
    this.#restartAll();
  }

  destroy(): void {
    releasePartitions(this.partitions);
    this.#events.destroy();
    this.#samples.destroy();
    this.#numbers.destroy();
  }

  #restartAll(): void {
    this.#windowStart = this.#step;
    this.#restart = RESTART_ALL;
    this.#events.clear();
  }

  #sample(traces: Experiment['record']['traces'], dt: number): void {
    this.#samples.destroy();
    this.#samples = new SampleBuffer(this.device, traces, dt, this.variables);
    this.#bind();
  }

  /** Submits one dispatch per partition. */
  #dispatch(steps: number): void {
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    const samples = this.#samples.begin(this.#step, steps);
    for (const [i, partition] of this.partitions.entries()) {
      this.device.queue.writeBuffer(
        partition.schedule,
        0,
        scheduleLayout.pack({
          cells: partition.cells,
          first_cell: partition.firstCell,
          stride: partition.stride,
          first_step: this.#step,
          steps,
          window_start: this.#windowStart,
          restart: this.#restart,
          record_events: this.#experiment.record.spikes ? 1 : 0,
          ...samples,
        }),
      );
      pass.setBindGroup(0, this.#bindGroups[i]!);
      pass.dispatchWorkgroups(Math.ceil(partition.cells / this.#kernel.workgroup));
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
    this.#restart = 0;
    this.#step += steps;
  }

  async #divergence(cell: number): Promise<DivergedError> {
    const { records, firstCell } = this.partitions.findLast((partition) => partition.firstCell <= cell)!;
    const { at, words } = recordLayout;
    const [buffer] = await readBuffers(this.device, [
      { buffer: records, offset: 4 * words * (cell - firstCell), size: 4 * words },
    ]);
    const step = new Uint32Array(buffer!)[at.diverged_step]!;
    const V = new Float32Array(buffer!)[at.diverged_V]!;
    return new DivergedError(cell, step * this.#experiment.dt, V, this.#experiment);
  }

  /** One state variable as the integrator holds it. */
  async #readRow(row: number): Promise<Float32Array> {
    const buffers = await readBuffers(
      this.device,
      this.partitions.map(({ state, stride, cells }) => ({ buffer: state, offset: 4 * row * stride, size: 4 * cells })),
    );
    const values = new Float32Array(this.cells);
    for (const [i, { firstCell }] of this.partitions.entries()) values.set(new Float32Array(buffers[i]!), firstCell);
    return values;
  }

  #writeState({ state, stride }: Partition, values: StateArrays): void {
    for (const [row, name] of this.variables.entries()) {
      this.device.queue.writeBuffer(state, 4 * row * stride, Float32Array.from(values[name]!));
    }
  }

  /** Writes the varied quantities and the live numbers. */
  #writeInputs(): void {
    for (const [row, { value }] of variedQuantities(this.#experiment.sweep).entries()) {
      for (const { firstCell, cells, stride, varied } of this.partitions) {
        const values = Float32Array.from({ length: cells }, (_, i) => value(firstCell + i));
        this.device.queue.writeBuffer(varied, 4 * row * stride, values);
      }
    }
    const numbers = variableNumbers(this.#experiment);
    const live = Float32Array.from(this.#kernel.live, (path) => numbers[path]!);
    if (live.length > 0) this.device.queue.writeBuffer(this.#numbers, 0, live);
  }

  #bind(): void {
    this.#bindGroups = this.partitions.map(({ schedule, state, varied, records }) => {
      const buffers = [
        schedule,
        state,
        varied,
        records,
        this.#events.buffer,
        this.#samples.traced,
        this.#samples.buffer,
        this.#numbers,
      ];
      return this.device.createBindGroup({
        layout: this.#layout,
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
    });
  }
}

/** The bindings of shaders/advance.wgsl. */
const bindings: GPUBindGroupLayoutEntry[] = (
  [
    'uniform',
    'storage',
    'read-only-storage',
    'storage',
    'storage',
    'read-only-storage',
    'storage',
    'uniform',
  ] as const
).map((type, binding) => ({ binding, visibility: 4 /* GPUShaderStage.COMPUTE */, buffer: { type } }));

async function createPipeline(
  device: GPUDevice,
  layout: GPUBindGroupLayout,
  { wgsl }: Kernel,
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label: 'advance', code: wgsl });
  return device.createComputePipelineAsync({
    label: 'advance',
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'advance' },
  });
}
