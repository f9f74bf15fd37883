import { populationSize } from '../../population/columns.ts';
import { variedQuantities } from '../../population/sweep.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { initialState } from '../initial.ts';
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
import { Dispatcher } from './dispatcher.ts';
import { EventList } from './events.ts';
import { generateKernel, type Kernel, type KernelOptions } from './kernel.ts';
import { NONE, RESTART_ALL, RESTART_WINDOW } from './layout.ts';
import { stateRows } from './membrane-code.ts';
import { allocatePartitions, type Partition } from './partitions.ts';
import { Population } from './population.ts';
import { SampleBuffer } from './samples.ts';

export interface WebGPUOptions extends Pick<KernelOptions, 'live' | 'measure' | 'passes'> {
  /** What the device belongs to, as `requestDevice` returns it. */
  readonly adapter?: AdapterDescription;
  /** Bytes that the population may take; 4 GiB by default if the adapter is software, else what the device gives. */
  readonly memory?: number;
}

/** A population advanced by a compute shader in float32, with the state of each neuron in registers over many steps. */
export class WebGPUSimulation implements Simulation {
  #experiment: Experiment;
  #kernel: Kernel;
  #step = 0;
  #windowStart = 0;
  /** What the next dispatch begins with: 0, RESTART_WINDOW or RESTART_ALL. */
  #restart = RESTART_ALL;
  readonly #dispatcher: Dispatcher;
  readonly #population: Population;
  readonly #events: EventList;
  #samples: SampleBuffer;

  /** @throws InputError if the population does not fit or a neuron has no initial state */
  static async create(
    device: GPUDevice,
    experiment: Experiment,
    { adapter = describeAdapter(device.adapterInfo), memory, ...options }: WebGPUOptions = {},
  ): Promise<WebGPUSimulation> {
    const kernelOptions = { ...options, subgroups: device.features.has('subgroups') };
    const kernel = generateKernel(experiment, kernelOptions);
    const dispatcher = new Dispatcher(device, adapter.software);
    await dispatcher.load(kernel);
    const partitions = await allocatePartitions(
      device,
      populationSize(experiment.sweep),
      stateRows(kernel.variables).length,
      { workgroup: kernel.workgroup, memory: memory ?? defaultMemory(adapter) },
    );
    const population = new Population(device, partitions, kernel.variables);
    const simulation = new WebGPUSimulation(
      device,
      adapter,
      experiment,
      kernelOptions,
      kernel,
      dispatcher,
      population,
    );
    simulation.reset();
    return simulation;
  }

  private constructor(
    readonly device: GPUDevice,
    readonly adapter: AdapterDescription,
    experiment: Experiment,
    private readonly options: KernelOptions,
    kernel: Kernel,
    dispatcher: Dispatcher,
    population: Population,
  ) {
    this.#experiment = experiment;
    this.#kernel = kernel;
    this.#dispatcher = dispatcher;
    this.#population = population;
    this.#events = new EventList(device, experiment.record.spikes ? spikeCapacity(this.cells) : 1);
    this.#samples = new SampleBuffer(device, experiment.record.traces, experiment.dt, kernel.variables);
    population.writeInputs(experiment, kernel);
    this.#bind();
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get cells(): number {
    return this.#population.cells;
  }

  get variables(): readonly string[] {
    return this.#population.variables;
  }

  get step(): number {
    return this.#step;
  }

  /** The parts of the population; the first row of `state` holds V and can be read by others on the same device. */
  get partitions(): readonly Partition[] {
    return this.#population.partitions;
  }

  /** The shader that is running. */
  get wgsl(): string {
    return this.#kernel.wgsl;
  }

  async advance(steps: number): Promise<void> {
    for (let left = steps; left > 0; ) {
      const count = Math.min(left, await this.#samples.room(this.#step));
      this.#samples.reserve(this.#step, count);
      await this.#run(count);
      left -= count;
    }
    const { diverged } = await this.#events.readHeader();
    if (diverged === NONE) return;
    const { step, V } = await this.#population.readDivergence(diverged);
    throw new DivergedError(diverged, step * this.#experiment.dt, V, this.#experiment);
  }

  beginMeasuring(): void {
    this.#windowStart = this.#step;
    this.#restart = Math.max(this.#restart, RESTART_WINDOW);
  }

  async measures(): Promise<Measures> {
    // A window in which no step has been taken yet is begun by a dispatch of no steps.
    if (this.#restart !== 0) await this.#run(0);
    const window = this.#step - this.#windowStart;
    return measuresOf(this.#experiment, this.cells, window, await this.#population.readRecords());
  }

  async read(variable: string): Promise<PerCell> {
    if (variable === 'V') return this.#population.readVariable('V');
    const { observed } = stepFormulas(this.#experiment, new Set(this.#kernel.varied));
    const { state } = await this.snapshot();
    const observer = new Observer(observed, variedQuantities(this.#experiment.sweep));
    return observer.variable(variable, state, this.cells);
  }

  takeSpikes(): Promise<Spikes> {
    return this.#events.take(this.#experiment.dt);
  }

  takeTraces(): Promise<Traces> {
    return this.#samples.take();
  }

  trace(cells: readonly number[], every: number): void {
    this.#sample({ cells: [...cells], every }, this.#experiment.dt);
  }

  async update(experiment: Experiment): Promise<void> {
    const kernel = generateKernel(experiment, this.options);
    await this.#dispatcher.load(kernel);
    if (experiment.dt !== this.#experiment.dt) {
      this.#step = Math.round((this.#step * this.#experiment.dt) / experiment.dt);
      this.#sample(undefined, experiment.dt);
    }
    if (kernel.compensated && !this.#kernel.compensated) this.#population.clearResidues();
    this.#kernel = kernel;
    this.#experiment = experiment;
    this.#population.writeInputs(experiment, kernel);
    this.#restartAll();
  }

  async snapshot(): Promise<Snapshot> {
    const step = this.#step;
    return { step, state: await this.#population.readState(this.#kernel) };
  }

  restore({ step, state }: Snapshot): void {
    this.#step = step;
    this.#samples.clear();
    this.#population.writeState((first, count) =>
      Object.fromEntries(this.variables.map((name) => [name, state[name]!.subarray(first, first + count)])),
    );
    this.#restartAll();
  }

  reset(): void {
    this.#step = 0;
    this.#samples.clear();
    this.#population.writeState(initialState(this.#experiment));
    this.#restartAll();
  }

  destroy(): void {
    this.#population.destroy();
    this.#events.destroy();
    this.#samples.destroy();
    this.#dispatcher.destroy();
  }

  async #run(steps: number): Promise<void> {
    await this.#dispatcher.run({
      firstStep: this.#step,
      steps,
      windowStart: this.#windowStart,
      restart: this.#restart,
    });
    this.#step += steps;
    this.#restart = 0;
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

  #bind(): void {
    this.#dispatcher.bind({ population: this.#population, events: this.#events, samples: this.#samples });
  }
}

/** A software adapter takes its memory from the host, which does not refuse before it is too late. */
function defaultMemory({ software }: AdapterDescription): number {
  return software ? 4 * 2 ** 30 : Number.POSITIVE_INFINITY;
}
