import type { Population, Problem, Sampling } from '../../problem/problem.ts';
import { holdsTheSame, statesFor, stepAt } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { BEFORE } from '../measuring.ts';
import { observerOf } from '../observer.ts';
import { mergeSpikes } from '../parts.ts';
import { checkPresent, NO_VALUE } from '../present.ts';
import { completeUntil } from '../recording.ts';
import { measuresOf } from '../results.ts';
import { type Kept, type KeptRow, keptRows, type Resumable, rowsFor } from '../resumable.ts';
import { noTraces, Sampler, type Stretch } from '../sampler.ts';
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
import { together } from '../together.ts';
import { type Compiled, compile } from './compiled.ts';
import type { ThreadRows } from './hand-over.ts';
import type { Digits, KernelOptions } from './kernel.ts';
import { type Extent, Part } from './part.ts';
import { real, Shares } from './shares.ts';
import { sameThread, type Threads } from './threads.ts';

/** What the CPU engine may take, and how it computes. */
export interface CpuOptions extends KernelOptions {
  /** Where threads come from; none but this one by default. */
  readonly threads?: Threads;
  /** Bytes that the population may take. */
  readonly memory?: number;
  /** Ends the search for initial states early. */
  readonly signal?: AbortSignal;
  /** Wall time (ms) that is worked on initial states before others have their turn. */
  readonly stint?: number;
}

/** A population need not leave the memory of a machine to others, but it must be there. */
const MEMORY = 8 * 2 ** 30;

/** A population advanced on the CPU by WebAssembly on vectors, in float32 or float64, in as many threads as there are cores. */
export class CpuSimulation implements Resumable {
  readonly adapter: AdapterDescription;
  #compiled: Compiled;
  #step = 0;
  #windowStart = 0;
  #sampler: Sampler | undefined;
  /** What a reset goes back to, once it has been found for the present problem. */
  #initial: StateArrays | undefined;

  /**
   * Compiles a problem to WebAssembly, and brings its neurons to their initial states at time 0.
   * @param problem of a population without bands; `inBands` makes one simulation of several
   * @throws InputError if the population does not fit or a neuron has no initial state
   * @throws RangeError if the problem is in bands
   * @throws ThreadLostError if a thread cannot be begun
   */
  static async create(
    problem: Problem,
    { threads = sameThread(), memory = MEMORY, signal, stint, ...options }: CpuOptions = {},
  ): Promise<CpuSimulation> {
    const compiled = await compile(problem, options);
    const { shares, state } = await Shares.of(compiled, threads, memory, { signal, stint });
    return new CpuSimulation(compiled, shares, options, stint, state);
  }

  private constructor(
    compiled: Compiled,
    private readonly shares: Shares,
    private readonly options: KernelOptions,
    private readonly stint: number | undefined,
    state: StateArrays | undefined,
  ) {
    this.#compiled = compiled;
    this.#initial = state;
    this.adapter = cpuAdapter(compiled.kernel.digits, shares.count);
    this.trace(compiled.problem.record.traces);
  }

  get problem(): Problem {
    return this.#compiled.problem;
  }

  get cells(): number {
    return this.problem.population.count;
  }

  get variables(): readonly string[] {
    return this.#compiled.kernel.program.states;
  }

  get eventCapacity(): number {
    return this.shares.capacity;
  }

  get step(): number {
    return this.#step;
  }

  get windowStart(): number {
    return this.#windowStart;
  }

  /** The module that is running. */
  get code(): Uint8Array {
    return this.#compiled.kernel.bytes;
  }

  async advance(steps: number): Promise<void> {
    checkCount(this.#step, steps);
    for (let left = steps; left > 0; ) {
      const most = this.#sampler
        ? this.#sampler.every * Part.samplesOf(this.#compiled.image)
        : Number.POSITIVE_INFINITY;
      const count = Math.min(left, most);
      await this.#run(count);
      left -= count;
    }
  }

  beginMeasuring(): void {
    this.#windowStart = this.#step;
    // Nobody waits for it. A thread that is lost meanwhile says so in its next call.
    this.shares.restart('window', this.#windowStart).catch(() => {});
  }

  measures(): Promise<Measures> {
    return measuresOf(this.problem, this.#step - this.#windowStart, (name) => this.statistic(name));
  }

  statistic(name: string): Promise<Float64Array> {
    return this.#statistic(name, 0);
  }

  /** @param origin the step that times count from */
  async #statistic(name: string, origin: number): Promise<Float64Array> {
    const { kernel, results } = this.#compiled;
    const { fields } = kernel.program;
    const [step, windowStart] = [this.#step, this.#windowStart];
    const needs = results.needs(name);
    const rows = needs.map((what) => ({
      name: what === BEFORE ? 'V_1' : what,
      type: fields.find((field) => field.name === what)?.type ?? 'real',
    }));
    return this.shares.read(this.#compiled, rows, (parts) => {
      const kept = parts.map((part) => ({
        cells: part.cells,
        rows: new Map(needs.map((what, i) => [what, part.rows[i]!])),
      }));
      return results.values(name, kept, { step, windowStart, origin, stint: this.stint });
    });
  }

  /**
   * Writes what all neurons are like now into arrays, one for each name; see `presentNames` for what there is. All is of the same
   * step: that of the call, whatever steps are begun before it is answered.
   * @throws RangeError if something cannot be shown
   */
  async show(names: readonly string[], into: readonly Float32Array[]): Promise<void> {
    const { kernel } = this.#compiled;
    const { program, sampled } = kernel;
    checkPresent(names, kernel);
    const isPotential = (name: string) => name === program.potential;
    const computed = [...new Set(names)].filter((name) => !isPotential(name) && sampled.includes(name));
    const join = (parts: readonly ThreadRows[], shown: readonly string[]) => {
      for (const [i, name] of names.entries())
        if (shown.includes(name)) this.shares.join(parts, shown.indexOf(name), into[i]!);
    };
    const read = names.filter(isPotential).slice(0, 1);
    await together([
      this.shares.present(computed, this.#step, (parts) => join(parts, computed)),
      this.shares.read(this.#compiled, read.map(real), (parts) => join(parts, read)),
      ...names.map(async (name, i) => {
        if (![...computed, ...read].includes(name)) await this.#showStatistic(name, into[i]!);
      }),
    ]);
  }

  async #showStatistic(name: string, into: Float32Array): Promise<void> {
    const values = await this.#statistic(name, this.#step);
    for (let i = 0; i < values.length; i++) into[i] = Number.isNaN(values[i]!) ? NO_VALUE : values[i]!;
  }

  async read(variable: string): Promise<PerCell> {
    const { kernel, problem } = this.#compiled;
    if (variable === kernel.program.potential)
      return (await this.shares.row(this.#compiled, real(variable))) as PerCell;
    const state = await this.shares.state(this.#compiled);
    const values = await observerOf(kernel).all([variable], state, {
      ...problem.population,
      step: this.#step,
    });
    return values[variable]!;
  }

  async takeSpikes(): Promise<Spikes> {
    const { dt } = this.problem;
    const parts = await this.shares.all(({ thread }) => thread.holder.takeEvents(this.#step));
    return mergeSpikes(
      parts.map(({ cell, step, fraction, lost, pending }) => ({
        cell,
        time: fraction.map((part, i) => (step[i]! + part) * dt),
        lost,
        complete: completeUntil(pending, dt),
      })),
    );
  }

  async takeTraces(): Promise<Traces> {
    return this.#sampler?.take(this.problem.dt) ?? noTraces();
  }

  trace(sampling: Sampling | undefined): void {
    const { kernel, problem } = this.#compiled;
    if (sampling) checkSampling(sampling, problem.population, kernel.sampled);
    this.#sampler = sampling && new Sampler(sampling);
  }

  async update(problem: Problem): Promise<void> {
    const former = this.#compiled;
    checkUpdate(former.problem, problem);
    const compiled = await compile(problem, this.options, former);
    const { kernel } = compiled;
    const { dt } = former.problem;
    const step = stepAt({ step: this.#step, dt }, problem.dt);
    const state = holdsTheSame(former.problem, problem)
      ? undefined
      : await statesFor(await this.snapshot(), { ...kernel, problem });
    if (compiled.image === former.image) await this.shares.write(compiled, state);
    else await this.#replace(compiled, state);
    this.#compiled = compiled;
    this.#initial = undefined;
    if (problem.dt !== dt || !this.#sampler?.isAmong(kernel.sampled)) this.#sampler = undefined;
    await this.#restart(step);
  }

  async revalue(population: Population): Promise<void> {
    const { kernel, problem } = this.#compiled;
    checkRevalue(problem.population, population);
    kernel.numbers.revalue(population);
    this.#compiled = { ...this.#compiled, problem: { ...problem, population } };
    this.#initial = undefined;
    await this.shares.write(this.#compiled);
  }

  async snapshot(): Promise<Snapshot> {
    const { dt, integrator } = this.problem;
    return {
      step: this.#step,
      dt,
      integrator: integrator.name,
      state: await this.shares.state(this.#compiled),
    };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    const { problem, kernel } = this.#compiled;
    const state = await statesFor(snapshot, { ...kernel, problem });
    await this.shares.writeState(this.#compiled, state);
    await this.#goFrom(stepAt(snapshot, problem.dt));
  }

  async *keep(): AsyncGenerator<KeptRow> {
    const { program, compensated } = this.#compiled.kernel;
    for (const row of keptRows(program, compensated))
      yield { ...row, values: await this.shares.row(this.#compiled, row) };
  }

  async resume(kept: Kept): Promise<void> {
    const { kernel, problem } = this.#compiled;
    const { count } = problem.population;
    for (const row of rowsFor(kept, { ...kernel, count })) await this.shares.writeKept(this.#compiled, row);
    this.#sampler?.clear();
    this.#step = kept.step;
    this.#windowStart = kept.windowStart;
  }

  async reset(): Promise<void> {
    if (this.#initial) await this.shares.writeState(this.#compiled, this.#initial);
    else this.#initial = await this.shares.begin(this.#compiled, { stint: this.stint });
    await this.#goFrom(0);
  }

  destroy(): void {
    this.shares.close();
  }

  async #run(steps: number): Promise<void> {
    const first = this.#step;
    const sampler = this.#sampler;
    const sampling = sampler && { cells: sampler.cells, every: sampler.every };
    const windowStart = this.#windowStart;
    // What is asked for meanwhile is answered after these steps.
    this.#step = first + steps;
    const outcomes = await this.shares.all(async ({ thread, extent }) => ({
      ...(await thread.holder.advance({ first, steps, windowStart, sampling })),
      extent,
    }));
    if (sampler) {
      const stretch = sampler.stretch(first, first + steps);
      for (const { samples, extent } of outcomes) storeSamples(sampler, stretch, extent, samples);
    }
    const diverged = outcomes.find((outcome) => outcome.diverged)?.diverged;
    if (diverged)
      throw new DivergedError(diverged.cell, diverged.step * this.problem.dt, diverged.V, this.problem);
  }

  async #goFrom(step: number): Promise<void> {
    this.#sampler?.clear();
    await this.#restart(step);
  }

  async #restart(step: number): Promise<void> {
    this.#step = step;
    this.#windowStart = step;
    await this.shares.restart('run', step);
  }

  /** Puts another module in the place of the present one. @param state the states there, if they are not the same */
  async #replace(compiled: Compiled, state: StateArrays | undefined): Promise<void> {
    // What rounding leaves out is kept by some modules only.
    const same = compiled.kernel.compensated === this.#compiled.kernel.compensated;
    const next = state ?? (same ? undefined : await this.shares.state(this.#compiled));
    await this.shares.replace(compiled, next);
  }
}

/** Stores the samples of the traced neurons among some; each variable has them sample by sample. */
function storeSamples(
  sampler: Sampler,
  stretch: Stretch,
  { first, cells }: Extent,
  samples: Readonly<Record<string, Float64Array>>,
): void {
  const columns = sampler.columnsIn(first, cells);
  if (columns.length === 0) return;
  for (const name of sampler.variables)
    for (let sample = 0; sample < stretch.steps.length; sample++)
      sampler.store(stretch, name, sample, columns, samples[name]!, sample * columns.length);
}

/** How the engine is called with so many threads. */
export function cpuAdapter(digits: Digits, threads: number): AdapterDescription {
  const name = `CPU, ${digits}, ${threads === 1 ? 'one thread' : `${threads} threads`}`;
  return { engine: digits === 'float32' ? 'cpu' : 'cpu-f64', name, software: true };
}
