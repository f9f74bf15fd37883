import { residueOf } from '../../formula/compensation.ts';
import type { ValueType } from '../../formula/schedule.ts';
import type { Population, Problem, Sampling } from '../../problem/problem.ts';
import { statesFor, stepAt } from '../conversion.ts';
import type { StateArrays } from '../initial.ts';
import { BEFORE } from '../measuring.ts';
import { Observer, observedFormulas } from '../observer.ts';
import { mergeSpikes } from '../parts.ts';
import { checkPresent, NO_VALUE } from '../present.ts';
import { completeUntil } from '../recording.ts';
import { measuresOf, Results } from '../results.ts';
import { type Kept, type KeptRow, keptRows, type Resumable, rowsFor } from '../resumable.ts';
import { Sampler } from '../sampler.ts';
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
import {
  all,
  begin,
  type Compiled,
  compile,
  divide,
  keptWords,
  nameOf,
  numberWords,
  prepare,
  type Share,
  sharedNumbers,
  stateWords,
} from './compiled.ts';
import type { Digits, KernelOptions } from './kernel.ts';
import { Part } from './part.ts';
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
/** Most neurons whose initial states are kept for a reset: more take longer to keep than to find again. */
const MOST_KEPT = 1 << 20;

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
   * @throws InputError if the population does not fit or a neuron has no initial state
   * @throws ThreadLostError if a thread cannot be begun
   */
  static async create(
    problem: Problem,
    { threads = sameThread(), memory = MEMORY, signal, stint, ...options }: CpuOptions = {},
  ): Promise<CpuSimulation> {
    const compiled = await compile(problem, options);
    const extents = divide(compiled, threads.count, memory);
    const state = await begin(compiled, { signal, stint });
    const shares = extents.map((extent) => ({ extent, thread: threads.open(nameOf(extent)) }));
    try {
      await prepare(shares, compiled, state);
      await all(shares, ({ thread }) => thread.holder.adopt());
      await all(shares, ({ thread }) => thread.holder.restart('run', 0));
    } catch (error) {
      for (const { thread } of shares) thread.close();
      throw error;
    }
    return new CpuSimulation(compiled, shares, options, stint, state);
  }

  private constructor(
    compiled: Compiled,
    private readonly shares: readonly Share[],
    private readonly options: KernelOptions,
    private readonly stint: number | undefined,
    state: StateArrays,
  ) {
    this.#compiled = compiled;
    this.#initial = this.cells <= MOST_KEPT ? state : undefined;
    this.adapter = cpuAdapter(compiled.kernel.digits, shares.length);
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
    return this.shares.reduce((sum, { extent }) => sum + extent.capacity, 0);
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
    this.#tell(({ thread }) => thread.holder.restart('window', this.#windowStart));
  }

  async measures(): Promise<Measures> {
    const values = new Map<string, Float64Array>();
    for (const { name } of this.problem.statistics) values.set(name, await this.statistic(name));
    return measuresOf((this.#step - this.#windowStart) * this.problem.dt, values);
  }

  statistic(name: string): Promise<Float64Array> {
    return this.#statistic(name, 0);
  }

  /** @param origin the step that times count from */
  async #statistic(name: string, origin: number): Promise<Float64Array> {
    const { kernel, problem } = this.#compiled;
    const { fields } = kernel.program;
    const results = new Results(problem, kernel.program, kernel.numbers);
    const kept = new Map<string, PerCell | Uint32Array>();
    for (const what of results.needs(name)) {
      const type = fields.find((field) => field.name === what)?.type ?? 'real';
      kept.set(what, await this.#readRow(what === BEFORE ? 'V_1' : what, type));
    }
    const [step, windowStart] = [this.#step, this.#windowStart];
    return results.values(name, kept, { step, windowStart, origin, stint: this.stint });
  }

  /**
   * Writes what all neurons are like now into arrays, one for each name; see `presentNames` for what there is.
   * @throws RangeError if something cannot be shown
   */
  async show(names: readonly string[], into: readonly Float32Array[]): Promise<void> {
    const { kernel } = this.#compiled;
    const { program, sampled } = kernel;
    checkPresent(names, kernel);
    const isPotential = (name: string) => name === program.potential;
    const computed = [...new Set(names)].filter((name) => !isPotential(name) && sampled.includes(name));
    const parts =
      computed.length > 0
        ? await all(this.shares, ({ thread }) => thread.holder.present(computed, this.#step))
        : [];
    for (const [i, name] of names.entries()) {
      const row = computed.indexOf(name);
      if (row >= 0)
        this.#join(
          parts.map((rows) => rows[row]!),
          into[i]!,
        );
      else if (isPotential(name))
        this.#join(await all(this.shares, ({ thread }) => thread.holder.read(name, 'real')), into[i]!);
      else await this.#showStatistic(name, into[i]!);
    }
  }

  async #showStatistic(name: string, into: Float32Array): Promise<void> {
    const values = await this.#statistic(name, this.#step);
    for (let i = 0; i < values.length; i++) into[i] = Number.isNaN(values[i]!) ? NO_VALUE : values[i]!;
  }

  async read(variable: string): Promise<PerCell> {
    const { kernel, problem } = this.#compiled;
    if (variable === kernel.program.potential) return (await this.#readRow(variable, 'real')) as PerCell;
    const observer = new Observer(observedFormulas(kernel.program), kernel.program, kernel.numbers);
    const { first, count } = problem.population;
    const values = await observer.all([variable], await this.#readState(), {
      first,
      count,
      step: this.#step,
    });
    return values[variable]!;
  }

  async takeSpikes(): Promise<Spikes> {
    const { dt } = this.problem;
    const parts = await all(this.shares, ({ thread }) => thread.holder.takeEvents(this.#step));
    return mergeSpikes(
      parts.map(({ cell, step, fraction, lost, pending }) => ({
        cell,
        time: Float64Array.from(step, (one, i) => (one + fraction[i]!) * dt),
        lost,
        complete: completeUntil(pending, dt),
      })),
    );
  }

  async takeTraces(): Promise<Traces> {
    return (this.#sampler ?? new Sampler([], 1, [])).take(this.problem.dt);
  }

  trace(sampling: Sampling | undefined): void {
    const { kernel, problem } = this.#compiled;
    if (sampling) checkSampling(sampling, problem.population, kernel.sampled);
    this.#sampler = sampling && new Sampler(sampling.cells, sampling.every, sampling.values);
  }

  async update(problem: Problem): Promise<void> {
    const former = this.#compiled;
    checkUpdate(former.problem, problem);
    const compiled = await compile(problem, this.options, former);
    const { kernel } = compiled;
    const { dt } = former.problem;
    const step = problem.dt === dt ? this.#step : stepAt(this.#step * dt, problem.dt);
    const continues = problem.dt === dt && problem.integrator.name === former.problem.integrator.name;
    const parts = { problem, program: kernel.program, numbers: kernel.numbers };
    const state = continues ? undefined : await statesFor(await this.snapshot(), parts);
    if (compiled.image === former.image) await this.#write(compiled, state);
    else await this.#replace(compiled, state);
    this.#compiled = compiled;
    this.#initial = undefined;
    const known = kernel.sampled;
    if (problem.dt !== dt || !this.#sampler?.variables.every((name) => known.includes(name)))
      this.#sampler = undefined;
    await this.#restart(step);
  }

  async revalue(population: Population): Promise<void> {
    const { kernel, problem } = this.#compiled;
    checkRevalue(problem.population, population);
    kernel.numbers.revalue(population);
    this.#compiled = { ...this.#compiled, problem: { ...problem, population } };
    this.#initial = undefined;
    await this.#write(this.#compiled, undefined);
  }

  async snapshot(): Promise<Snapshot> {
    const { dt, integrator } = this.problem;
    return { step: this.#step, dt, integrator: integrator.name, state: await this.#readState() };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    const { problem, kernel } = this.#compiled;
    const state = await statesFor(snapshot, { problem, program: kernel.program, numbers: kernel.numbers });
    await this.#begin(state, stepAt(snapshot.step * snapshot.dt, problem.dt));
  }

  async *keep(): AsyncGenerator<KeptRow> {
    const { program, compensated } = this.#compiled.kernel;
    for (const row of keptRows(program, compensated))
      yield { ...row, values: await this.#readRow(row.name, row.type) };
  }

  async resume(kept: Kept): Promise<void> {
    const { kernel, problem } = this.#compiled;
    const { count } = problem.population;
    for (const row of rowsFor(kept, { ...kernel, count }))
      await all(this.shares, ({ thread, extent }) =>
        thread.holder.write(keptWords([row], problem, extent), []),
      );
    this.#sampler?.clear();
    this.#step = kept.step;
    this.#windowStart = kept.windowStart;
  }

  async reset(): Promise<void> {
    const state = this.#initial ?? (await begin(this.#compiled, { stint: this.stint }));
    if (this.cells <= MOST_KEPT) this.#initial = state;
    await this.#begin(state, 0);
  }

  destroy(): void {
    for (const { thread } of this.shares) thread.close();
  }

  async #run(steps: number): Promise<void> {
    const first = this.#step;
    const sampler = this.#sampler;
    const stretch = sampler?.stretch(first, first + steps);
    const sampling = sampler && { cells: sampler.cells, every: sampler.every };
    const windowStart = this.#windowStart;
    const outcomes = await all(this.shares, ({ thread }) =>
      thread.holder.advance({ first, steps, windowStart, sampling }),
    );
    this.#step = first + steps;
    for (const [i, { samples }] of outcomes.entries()) {
      const { first: cell, cells } = this.shares[i]!.extent;
      const columns = sampler?.columnsIn(cell, cells) ?? [];
      for (const name of columns.length > 0 ? sampler!.variables : [])
        for (let sample = 0; sample < stretch!.steps.length; sample++)
          sampler!.store(stretch!, name, sample, columns, samples[name]!.subarray(sample * columns.length));
    }
    const diverged = outcomes.find((outcome) => outcome.diverged)?.diverged;
    if (diverged)
      throw new DivergedError(diverged.cell, diverged.step * this.problem.dt, diverged.V, this.problem);
  }

  async #begin(state: StateArrays, step: number): Promise<void> {
    await all(this.shares, ({ thread, extent }) =>
      thread.holder.write(stateWords(this.#compiled, state, extent), []),
    );
    this.#sampler?.clear();
    await this.#restart(step);
  }

  async #restart(step: number): Promise<void> {
    this.#step = step;
    this.#windowStart = step;
    await all(this.shares, ({ thread }) => thread.holder.restart('run', step));
  }

  /** Changes what can be changed without another module. */
  async #write(compiled: Compiled, state: StateArrays | undefined): Promise<void> {
    await all(this.shares, ({ thread, extent }) =>
      thread.holder.write(
        [...numberWords(compiled, extent), ...(state ? stateWords(compiled, state, extent) : [])],
        sharedNumbers(compiled),
      ),
    );
  }

  /** Puts another module in the place of the present one. @param state the states there, if they are not the same */
  async #replace(compiled: Compiled, state: StateArrays | undefined): Promise<void> {
    // What rounding leaves out is kept by some modules only.
    const same = compiled.kernel.compensated === this.#compiled.kernel.compensated;
    const next = state ?? (same ? undefined : await this.#readState());
    try {
      await prepare(this.shares, compiled, next);
    } catch (error) {
      await all(this.shares, ({ thread }) => thread.holder.discard());
      throw error;
    }
    await all(this.shares, ({ thread }) => thread.holder.adopt());
  }

  /** A call that nobody waits for. One that fails has lost its thread, and the next call of that thread says so. */
  #tell(call: (share: Share) => Promise<void>): void {
    for (const one of this.shares) call(one).catch(() => {});
  }

  async #readRow(name: string, type: ValueType): Promise<PerCell | Uint32Array> {
    const parts = await all(this.shares, ({ thread }) => thread.holder.read(name, type));
    if (parts.length === 1) return parts[0]!;
    const Type = parts[0]!.constructor as { new (length: number): PerCell | Uint32Array };
    return this.#join(parts, new Type(this.cells));
  }

  #join<Whole extends PerCell | Uint32Array>(parts: readonly (PerCell | Uint32Array)[], whole: Whole): Whole {
    for (const [i, part] of parts.entries())
      whole.set(part, this.shares[i]!.extent.first - this.problem.population.first);
    return whole;
  }

  /** The states as the integrator holds them, with what rounding has left out. */
  async #readState(): Promise<StateArrays> {
    const { compensated, program } = this.#compiled.kernel;
    const state: StateArrays = {};
    for (const name of program.states) {
      const values = new Float64Array(await this.#readRow(name, 'real'));
      const residue = compensated ? await this.#readRow(residueOf(name), 'real') : undefined;
      if (residue) for (let i = 0; i < values.length; i++) values[i]! += residue[i]!;
      state[name] = values;
    }
    return state;
  }
}

/** How the engine is called with so many threads. */
export function cpuAdapter(digits: Digits, threads: number): AdapterDescription {
  const name = `CPU, ${digits}, ${threads === 1 ? 'one thread' : `${threads} threads`}`;
  return { engine: digits === 'float32' ? 'cpu' : 'cpu-f64', name, software: true };
}
