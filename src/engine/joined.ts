import { residueOf } from '../formula/compensation.ts';
import { partOf } from '../problem/parts.ts';
import type { Population, Problem, Sampling } from '../problem/problem.ts';
import { concatenated, mergeMeasures, mergeSpikes, mergeTraces } from './parts.ts';
import type { Kept, KeptRow, Resumable } from './resumable.ts';
import {
  type AdapterDescription,
  checkRevalue,
  checkSampling,
  checkUpdate,
  type Measures,
  type PerCell,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from './simulation.ts';
import { type Together, together } from './together.ts';

/** Makes all parts, or none: those that were made are destroyed if another one cannot be. */
export async function allOrNone<Made extends Pick<Simulation, 'destroy'>>(
  making: readonly (() => Promise<Made>)[],
  how: Together,
): Promise<Made[]> {
  const made: Made[] = [];
  try {
    return await how(
      making.map((make) => async () => {
        const one = await make();
        made.push(one);
        return one;
      }),
    );
  } catch (error) {
    for (const one of made) one.destroy();
    throw error;
  }
}

/**
 * A population that several simulations advance, each a part of it: neurons know nothing of one another.
 * @typeParam Part what advances a part; it knows its neurons by their numbers in the whole
 */
export class Joined<Part extends Simulation = Simulation> implements Simulation {
  #problem: Problem;
  /** Cells that are sampled, in the order of the columns. */
  #traced: readonly number[];

  /**
   * @param parts at least one, in the order of their neurons
   * @param together how they share what they run on
   */
  constructor(
    problem: Problem,
    protected readonly parts: readonly Part[],
    readonly adapter: AdapterDescription,
    private readonly together: Together,
  ) {
    this.#problem = problem;
    this.#traced = problem.record.traces?.cells ?? [];
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

  async advance(steps: number): Promise<void> {
    await this.each((part) => part.advance(steps));
  }

  beginMeasuring(): void {
    for (const part of this.parts) part.beginMeasuring();
  }

  async measures(): Promise<Measures> {
    return mergeMeasures(await this.each((part) => part.measures()));
  }

  async statistic(name: string): Promise<Float64Array> {
    return concatenated(await this.each((part) => part.statistic(name)));
  }

  async read(variable: string): Promise<PerCell> {
    return concatenated(await this.each((part) => part.read(variable)));
  }

  async takeSpikes(): Promise<Spikes> {
    return mergeSpikes(await this.each((part) => part.takeSpikes()));
  }

  async takeTraces(): Promise<Traces> {
    return mergeTraces(await this.each((part) => part.takeTraces()), this.#traced);
  }

  trace(sampling: Sampling | undefined): void {
    // What can be sampled is known to the parts.
    if (sampling) checkSampling({ ...sampling, values: [] }, this.#problem.population, []);
    for (const part of this.parts) {
      const own = sampling && sampledIn(part.problem.population, sampling);
      part.trace(own && own.cells.length > 0 ? own : undefined);
    }
    this.#traced = sampling?.cells ?? [];
  }

  async update(problem: Problem): Promise<void> {
    checkUpdate(this.#problem, problem);
    await this.each((part) => part.update(this.#partFor(part, problem)));
    this.#problem = problem;
  }

  async revalue(population: Population): Promise<void> {
    checkRevalue(this.#problem.population, population);
    await this.each((part) => {
      const { first, count } = part.problem.population;
      return part.revalue({ ...population, first, count });
    });
    this.#problem = { ...this.#problem, population };
  }

  async snapshot(): Promise<Snapshot> {
    const parts = await this.each((part) => part.snapshot());
    const names = Object.keys(parts[0]!.state);
    const state = names.map((name) => [name, concatenated(parts.map((part) => part.state[name]!))]);
    const bands = parts.flatMap((part) => part.bands ?? []);
    return { ...parts[0]!, ...(bands.length > 0 && { bands }), state: Object.fromEntries(state) };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.each((part) => {
      const state = Object.entries(snapshot.state).map(([name, values]) => [name, this.own(part, values)]);
      return part.restore({
        ...snapshot,
        ...this.#bandsOf(part, snapshot),
        state: Object.fromEntries(state),
      });
    });
  }

  async reset(): Promise<void> {
    await this.each((part) => part.reset());
  }

  destroy(): void {
    for (const part of this.parts) part.destroy();
  }

  protected each<Result>(act: (part: Part) => Promise<Result>): Promise<Result[]> {
    return this.together(this.parts.map((part) => () => act(part)));
  }

  /** What is sampled is compiled into all parts, though some may have no neuron of it at present. */
  #partFor({ problem: { population } }: Part, problem: Problem): Problem {
    const { record } = problem;
    const traces = record.traces && sampledIn(population, record.traces);
    return { ...partOf(problem, population.first, population.count), record: { ...record, traces } };
  }

  /** The bands of a snapshot that the neurons of a part are in. */
  #bandsOf({ problem: { population } }: Part, { bands }: Snapshot): Pick<Snapshot, 'bands'> {
    if (!bands) return {};
    const begin = population.first - this.#problem.population.first;
    let end = 0;
    return {
      bands: bands.filter(({ cells }) => {
        end += cells;
        return end > begin && end - cells < begin + population.count;
      }),
    };
  }

  /** What a part has of a value for each neuron. */
  protected own<Values extends PerCell | Uint32Array>(
    { problem: { population } }: Part,
    values: Values,
  ): Values {
    const begin = population.first - this.#problem.population.first;
    return values.slice(begin, begin + population.count) as Values;
  }
}

const sampledIn = ({ first, count }: Population, sampling: Sampling): Sampling => ({
  ...sampling,
  cells: sampling.cells.filter((cell) => cell >= first && cell < first + count),
});

/** The same of simulations that can be kept and gone on with. */
export class JoinedResumable<Part extends Resumable = Resumable> extends Joined<Part> implements Resumable {
  get windowStart(): number {
    return this.parts[0]!.windowStart;
  }

  /** What all run, or one after the other where a device needs another shader, or has no neuron that is sampled. */
  get code(): string | Uint8Array {
    const codes = new Map(this.parts.map(({ code }) => [String(code), code]));
    return codes.size === 1 ? this.parts[0]!.code : [...codes.keys()].join('\n');
  }

  async *keep(): AsyncGenerator<KeptRow> {
    const all = this.parts.map((part) => part.keep()[Symbol.asyncIterator]());
    const next = (one: AsyncIterator<KeptRow>) =>
      one.next().then(({ value }) => value as KeptRow | undefined);
    const residues = new Set(this.variables.map(residueOf));
    for (let heads = await together(all.map(next)); heads[0]; ) {
      // Where steps are short, what rounding leaves out is kept: other parts have nothing of it.
      const row = heads.find((head) => head && residues.has(head.name)) ?? heads[0];
      const has = heads.map((head) => head?.name === row.name);
      const nothing = row.values.constructor as new (length: number) => KeptRow['values'];
      yield {
        ...row,
        values: concatenated(
          heads.map((head, i) => (has[i] ? head!.values : new nothing(this.parts[i]!.cells))),
        ),
      };
      heads = await together(all.map((one, i) => (has[i] ? next(one) : Promise.resolve(heads[i]))));
    }
  }

  async resume(kept: Kept): Promise<void> {
    await this.each((part) =>
      part.resume({
        step: kept.step,
        windowStart: kept.windowStart,
        row: (name) => {
          const values = kept.row(name);
          // What is of another population is for the part to refuse.
          return values?.length === this.cells ? this.own(part, values) : values;
        },
      }),
    );
  }
}
