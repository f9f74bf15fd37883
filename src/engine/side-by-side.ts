import { partOf } from '../problem/parts.ts';
import type { Population, Problem, Sampling } from '../problem/problem.ts';
import { concatenated, mergeMeasures, mergeSpikes, mergeTraces } from './parts.ts';
import type { Kept, KeptRow, Resumable } from './resumable.ts';
import type { AdapterDescription, Measures, PerCell, Snapshot, Spikes, Traces } from './simulation.ts';
import { together } from './together.ts';

/** Makes the simulation of a part of a problem. */
export type CreatePart = (part: Problem) => Promise<Resumable>;

/**
 * A population that several devices advance at the same time, each a part of it, as many neurons or one more. Neurons know nothing of one
 * another, so devices of one kind give the bytes of one alone.
 */
export class SideBySide implements Resumable {
  /** @throws what the first part throws that cannot be made; the others are destroyed then */
  static async create(problem: Problem, devices: readonly CreatePart[]): Promise<SideBySide> {
    const { first, count } = problem.population;
    const used = Math.min(devices.length, count);
    const begin = (part: number) => Math.floor((part * count) / used);
    const making = devices
      .slice(0, used)
      .map((create, i) => create(partOf(problem, first + begin(i), begin(i + 1) - begin(i))));
    try {
      return new SideBySide(problem, await together(making));
    } catch (error) {
      for (const made of await Promise.allSettled(making))
        if (made.status === 'fulfilled') made.value.destroy();
      throw error;
    }
  }

  readonly adapter: AdapterDescription;
  #problem: Problem;
  /** Cells that are sampled, in the order of the columns. */
  #traced: readonly number[];

  private constructor(
    problem: Problem,
    private readonly parts: readonly Resumable[],
  ) {
    const adapters = parts.map(({ adapter }) => adapter);
    this.#problem = problem;
    this.#traced = problem.record.traces?.cells ?? [];
    this.adapter = {
      engine: adapters[0]!.engine,
      name: adapters.map(({ name }) => name).join(' and '),
      software: adapters.every(({ software }) => software),
    };
  }

  get problem(): Problem {
    return this.#problem;
  }

  get cells(): number {
    return this.#problem.population.count;
  }

  get variables(): readonly string[] {
    return this.parts[0]!.variables;
  }

  /** So many that no part loses any that another one would not. */
  get eventCapacity(): number {
    const perNeuron = this.parts.map(({ eventCapacity, cells }) => eventCapacity / cells);
    return Math.floor(Math.min(...perNeuron) * this.cells);
  }

  get step(): number {
    return this.parts[0]!.step;
  }

  get windowStart(): number {
    return this.parts[0]!.windowStart;
  }

  /** What all run, or one after the other where a device needs another shader, or has no neuron that is sampled. */
  get code(): string | Uint8Array {
    const codes = new Map(this.parts.map(({ code }) => [String(code), code]));
    return codes.size === 1 ? this.parts[0]!.code : [...codes.keys()].join('\n');
  }

  async advance(steps: number): Promise<void> {
    await this.#each((part) => part.advance(steps));
  }

  beginMeasuring(): void {
    for (const part of this.parts) part.beginMeasuring();
  }

  async measures(): Promise<Measures> {
    return mergeMeasures(await this.#each((part) => part.measures()));
  }

  async statistic(name: string): Promise<Float64Array> {
    return concatenated(await this.#each((part) => part.statistic(name)));
  }

  async read(variable: string): Promise<PerCell> {
    return concatenated(await this.#each((part) => part.read(variable)));
  }

  async takeSpikes(): Promise<Spikes> {
    return mergeSpikes(await this.#each((part) => part.takeSpikes()));
  }

  async takeTraces(): Promise<Traces> {
    return mergeTraces(await this.#each((part) => part.takeTraces()), this.#traced);
  }

  trace(sampling: Sampling | undefined): void {
    const known = { ...this.#problem.record, traces: sampling };
    for (const part of this.parts)
      part.trace(this.#partFor(part, { ...this.#problem, record: known }).record.traces);
    this.#traced = sampling?.cells ?? [];
  }

  async update(problem: Problem): Promise<void> {
    await this.#each((part) => part.update(this.#partFor(part, problem)));
    this.#problem = problem;
  }

  async revalue(population: Population): Promise<void> {
    await this.#each((part) => {
      const { first, count } = part.problem.population;
      return part.revalue({ ...population, first, count });
    });
    this.#problem = { ...this.#problem, population };
  }

  async snapshot(): Promise<Snapshot> {
    const parts = await this.#each((part) => part.snapshot());
    const names = Object.keys(parts[0]!.state);
    const state = names.map((name) => [name, concatenated(parts.map((part) => part.state[name]!))]);
    return { ...parts[0]!, state: Object.fromEntries(state) };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.#each((part) => {
      const state = Object.entries(snapshot.state).map(([name, values]) => [name, this.#own(part, values)]);
      return part.restore({ ...snapshot, state: Object.fromEntries(state) });
    });
  }

  async reset(): Promise<void> {
    await this.#each((part) => part.reset());
  }

  async *keep(): AsyncGenerator<KeptRow> {
    const rows = this.parts.map((part) => part.keep()[Symbol.asyncIterator]());
    for (;;) {
      const next = await together(rows.map((row) => row.next()));
      if (next[0]!.done) return;
      const values = next.map(({ value }) => (value as KeptRow).values);
      yield { ...(next[0]!.value as KeptRow), values: concatenated(values) };
    }
  }

  async resume(kept: Kept): Promise<void> {
    await this.#each((part) =>
      part.resume({
        step: kept.step,
        windowStart: kept.windowStart,
        row: (name) => {
          const values = kept.row(name);
          // What is of another population is for the part to refuse.
          return values?.length === this.cells ? this.#own(part, values) : values;
        },
      }),
    );
  }

  destroy(): void {
    for (const part of this.parts) part.destroy();
  }

  #each<Result>(act: (part: Resumable) => Promise<Result>): Promise<Result[]> {
    return together(this.parts.map(act));
  }

  #partFor({ problem: { population } }: Resumable, problem: Problem): Problem {
    return partOf(problem, population.first, population.count);
  }

  /** What a part has of a value for each neuron. */
  #own<Values extends KeptRow['values']>({ problem: { population } }: Resumable, values: Values): Values {
    const begin = population.first - this.#problem.population.first;
    return values.slice(begin, begin + population.count) as Values;
  }
}
