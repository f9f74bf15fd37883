import type { Problem, Sampling, Population as Values } from '../../problem/problem.ts';
import { statesFor, stepAt } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { observerOf } from '../observer.ts';
import { checkPresent } from '../present.ts';
import { measuresOf } from '../results.ts';
import { type Kept, type KeptRow, keptRows, type Resumable, rowsFor } from '../resumable.ts';
import {
  type AdapterDescription,
  checkCount,
  checkRevalue,
  checkSampling,
  checkUpdate,
  DivergedError,
  type Measures,
  type PerCell,
  type Snapshot,
  type Spikes,
  type Traces,
} from '../simulation.ts';
import { Clock } from './clock.ts';
import { describeAdapter } from './device.ts';
import { Dispatcher } from './dispatcher.ts';
import { Display, type ShownPart } from './display.ts';
import { generateKernel, type KernelOptions } from './kernel.ts';
import { NONE } from './layout.ts';
import type { Partition } from './partitions.ts';
import { allocate, begin, defaultMemory, type Resources, release, snapshotOf } from './resources.ts';
import { SampleBuffer } from './samples.ts';
import { hasSubgroups } from './subgroups.ts';
import { succeed, takeOver, withdraw } from './succession.ts';

/** What the engine on the GPU may take. */
export interface WebGPUOptions extends KernelOptions {
  /** What the device belongs to, as `requestDevice` returns it. */
  readonly adapter?: AdapterDescription;
  /** Bytes that the population may take; by default 4 GiB where they are the host's, 16 GiB on other adapters. */
  readonly memory?: number;
  /** Ends the search for initial states early. */
  readonly signal?: AbortSignal;
  /** Wall time (ms) that is worked on initial states before others have their turn. */
  readonly stint?: number;
}

/** A population advanced by a compute shader in float32, with the state of each neuron in registers over many steps. */
export class WebGPUSimulation implements Resumable {
  #resources: Resources;
  readonly #clock = new Clock();
  #samples: SampleBuffer;
  /** What a reset goes back to, once it has been found for the present problem. */
  #initial: StateArrays | undefined;

  /**
   * Compiles a problem for a device, and brings its neurons to their initial states at time 0.
   * @param device of `requestDevice`, or another one; it is not destroyed with the simulation
   * @param problem of a population without bands; `inBands` makes one simulation of several
   * @throws InputError if the population does not fit or a neuron has no initial state
   * @throws RangeError if the problem is in bands
   */
  static async create(
    device: GPUDevice,
    problem: Problem,
    { adapter = describeAdapter(device.adapterInfo), memory, signal, stint, ...options }: WebGPUOptions = {},
  ): Promise<WebGPUSimulation> {
    const subgroups = await hasSubgroups(device);
    const compiling = { shiftless: adapter.software, ...options, subgroups };
    const kernel = generateKernel(problem, compiling);
    const { traces } = problem.record;
    if (traces) checkSampling(traces, problem.population, kernel.sampled);
    const allowed = memory ?? defaultMemory(adapter, device.adapterInfo);
    const dispatcher = new Dispatcher(device, adapter.software);
    try {
      const resources = await allocate(device, problem, kernel, allowed);
      try {
        const state = await begin(resources, { signal, stint });
        await dispatcher.load(kernel);
        return new WebGPUSimulation(
          device,
          adapter,
          { ...compiling, memory: allowed, stint },
          dispatcher,
          resources,
          state,
        );
      } catch (error) {
        release(resources);
        throw error;
      }
    } catch (error) {
      dispatcher.destroy();
      throw error;
    }
  }

  private constructor(
    readonly device: GPUDevice,
    readonly adapter: AdapterDescription,
    private readonly options: KernelOptions & { readonly memory: number; readonly stint: number | undefined },
    private readonly dispatcher: Dispatcher,
    resources: Resources,
    state: StateArrays,
  ) {
    const { problem, kernel, population } = resources;
    this.#resources = resources;
    this.#samples = new SampleBuffer(device, problem.record.traces, problem.dt, kernel.sampled);
    population.writeNumbers(kernel);
    this.#bind();
    this.#initial = state;
    this.#begin(state, 0);
  }

  get problem(): Problem {
    return this.#resources.problem;
  }

  get cells(): number {
    return this.#resources.population.cells;
  }

  get variables(): readonly string[] {
    return this.#resources.population.variables;
  }

  get eventCapacity(): number {
    return this.#resources.events.capacity;
  }

  get step(): number {
    return this.#clock.step;
  }

  get windowStart(): number {
    return this.#clock.windowStart;
  }

  get code(): string {
    return this.wgsl;
  }

  /** The parts of the population. */
  get partitions(): readonly Partition[] {
    return this.#resources.population.partitions;
  }

  /** Row of the parts' `state` that holds the membrane potential, for others on the same device. */
  get potentialRow(): number {
    return this.variables.indexOf(this.problem.system.potential);
  }

  /** The shader that is running. */
  get wgsl(): string {
    return this.#resources.kernel.wgsl;
  }

  async advance(steps: number): Promise<void> {
    checkCount(this.step, steps);
    for (let left = steps; left > 0; ) {
      const count = Math.min(left, await this.#samples.room(this.step));
      this.#samples.reserve(this.step, count);
      await this.#run(count);
      left -= count;
    }
    const { kernel, population, events } = this.#resources;
    const { diverged } = await events.readHeader();
    if (diverged === NONE) return;
    const { step, V } = await population.readDivergence(kernel, diverged);
    throw new DivergedError(diverged, step * this.problem.dt, V, this.problem);
  }

  beginMeasuring(): void {
    this.#clock.beginWindow();
  }

  measures(): Promise<Measures> {
    return measuresOf(this.problem, this.step - this.windowStart, (name) => this.statistic(name));
  }

  async statistic(name: string): Promise<Float64Array> {
    await this.#settle();
    const { kernel, population, results } = this.#resources;
    const kept = new Map<string, PerCell | Uint32Array>();
    for (const what of results.needs(name)) kept.set(what, await population.readKept(kernel, what));
    const { step, windowStart } = this.#clock;
    return results.values(name, [{ cells: this.cells, rows: kept }], {
      step,
      windowStart,
      stint: this.options.stint,
    });
  }

  async read(variable: string): Promise<PerCell> {
    const { kernel, population } = this.#resources;
    if (variable === this.problem.system.potential) return population.readVariable(variable);
    const state = await population.readState(kernel);
    const values = await observerOf(kernel).all([variable], state, {
      ...this.problem.population,
      step: this.step,
    });
    return values[variable]!;
  }

  /**
   * Rows of what all neurons are like now, on the device; see `presentNames` for what there is.
   * @throws RangeError if something cannot be shown
   */
  async show(display: Display, names: readonly string[]): Promise<readonly ShownPart[]> {
    checkPresent(names, this.#resources.kernel);
    await this.#settle();
    return display.refresh(names);
  }

  /** A place for what is shown of this population; several may be used, one for each who draws. */
  display(): Display {
    return new Display(this.device, this.dispatcher, this.options, () => {
      const { problem, population } = this.#resources;
      const { step, windowStart } = this.#clock;
      return { problem, population, step, windowStart };
    });
  }

  takeSpikes(): Promise<Spikes> {
    return this.#resources.events.take(this.problem.dt, this.step);
  }

  takeTraces(): Promise<Traces> {
    return this.#samples.take();
  }

  trace(sampling: Sampling | undefined): void {
    const { problem, kernel } = this.#resources;
    if (sampling) checkSampling(sampling, problem.population, kernel.sampled);
    this.#sample(new SampleBuffer(this.device, sampling, problem.dt, kernel.sampled));
  }

  async update(problem: Problem): Promise<void> {
    const former = this.#resources;
    checkUpdate(former.problem, problem);
    const kernel = generateKernel(problem, this.options);
    const { step } = this.#clock;
    const stepThen = stepAt({ step, dt: former.problem.dt }, problem.dt);
    const { memory } = this.options;
    const successor = await succeed(former, { problem, kernel }, { device: this.device, memory, step });
    try {
      await this.dispatcher.load(kernel);
    } catch (error) {
      withdraw(successor, former);
      throw error;
    }
    takeOver(successor, former);
    this.#resources = successor.resources;
    this.#initial = undefined;
    const samplesTheSame =
      problem.dt === former.problem.dt && kernel.sampled.join() === former.kernel.sampled.join();
    if (samplesTheSame) this.#bind();
    else this.#sample(new SampleBuffer(this.device, undefined, problem.dt, kernel.sampled));
    this.#restartAt(stepThen);
  }

  async revalue(values: Values): Promise<void> {
    const { problem, kernel, population } = this.#resources;
    checkRevalue(problem.population, values);
    kernel.numbers.revalue(values);
    population.writeNumbers(kernel);
    this.#resources = { ...this.#resources, problem: { ...problem, population: values } };
    this.#initial = undefined;
  }

  snapshot(): Promise<Snapshot> {
    return snapshotOf(this.#resources, this.step);
  }

  async restore(snapshot: Snapshot): Promise<void> {
    const { problem, kernel } = this.#resources;
    const state = await statesFor(snapshot, { ...kernel, problem });
    this.#begin(state, stepAt(snapshot, problem.dt));
  }

  async *keep(): AsyncGenerator<KeptRow> {
    await this.#settle();
    const { kernel, population } = this.#resources;
    for (const row of keptRows(kernel.program, kernel.compensated))
      yield { ...row, values: await population.readWords(kernel, row) };
  }

  async resume(kept: Kept): Promise<void> {
    // The rows of the records that are not kept begin anew.
    await this.#settle();
    const { problem, kernel, population, events } = this.#resources;
    for (const row of rowsFor(kept, { ...kernel, count: problem.population.count }))
      population.writeWords(kernel, row);
    this.#samples.clear();
    events.clear();
    this.#clock.resume(kept);
  }

  async reset(): Promise<void> {
    this.#initial ??= await begin(this.#resources, this.options);
    this.#begin(this.#initial, 0);
  }

  destroy(): void {
    release(this.#resources);
    this.#samples.destroy();
    this.dispatcher.destroy();
  }

  #begin(state: StateArrays, step: number): void {
    this.#samples.clear();
    this.#resources.population.writeState(state);
    this.#restartAt(step);
  }

  async #run(steps: number): Promise<void> {
    await this.dispatcher.run(this.#clock.stretch(steps));
    this.#clock.pass(steps);
  }

  /** Begins a window in which no step has been taken yet, by a dispatch of no steps. */
  async #settle(): Promise<void> {
    if (this.#clock.isPending) await this.#run(0);
  }

  #restartAt(step: number): void {
    this.#clock.restart(step);
    this.#resources.events.clear();
  }

  #sample(samples: SampleBuffer): void {
    this.#samples.destroy();
    this.#samples = samples;
    this.#bind();
  }

  #bind(): void {
    const { population, events } = this.#resources;
    this.dispatcher.bind({ population, events, samples: this.#samples });
  }
}
