import { bandsIn, neuronsIn, populationIn, problemIn, samplingIn } from '../problem/bands.ts';
import { partOf } from '../problem/parts.ts';
import type { Band, Population, Problem, Sampling } from '../problem/problem.ts';
import { stepAt } from './conversion.ts';
import { allOrNone, Joined, JoinedResumable } from './joined.ts';
import type { Kept, KeptRow, Resumable } from './resumable.ts';
import {
  type AdapterDescription,
  DivergedError,
  type Measures,
  type PerCell,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from './simulation.ts';
import { inTurn } from './together.ts';

/**
 * The simulation of a problem, of its bands one each, which are advanced one after the other.
 * @param create makes that of a problem without bands
 * @throws what `create` throws; what was made before is destroyed then
 */
export function inBands(
  problem: Problem,
  create: (problem: Problem) => Promise<Resumable>,
): Promise<Resumable>;
export function inBands(
  problem: Problem,
  create: (problem: Problem) => Promise<Simulation>,
): Promise<Simulation>;
export async function inBands(
  problem: Problem,
  create: (problem: Problem) => Promise<Simulation>,
): Promise<Simulation> {
  if (!problem.bands) return create(problem);
  const making = bandsIn(problem).map((band) => async () => {
    const { first, count } = neuronsIn(band, problem.population);
    const part = partOf(problem, first, count);
    const made = await create(sampling(problemIn(band, part), problem));
    if (!part.record.traces) made.trace(undefined);
    return isResumable(made) ? new ResumableInBand(part, made) : new InBand(part, made);
  });
  const parts = await allOrNone(making, inTurn);
  const { adapter } = parts[0]!;
  return parts.every(isResumable)
    ? new JoinedResumable(problem, parts, adapter, inTurn)
    : new Joined(problem, parts, adapter, inTurn);
}

/** The problem of a band with all compiled into it that is sampled anywhere: it may be sampled there later on. */
function sampling(alone: Problem, { record: { traces } }: Problem): Problem {
  const { record, population } = alone;
  if (!traces || record.traces) return alone;
  return { ...alone, record: { ...record, traces: { ...traces, cells: [population.first] } } };
}

const isResumable = <One extends Simulation>(one: One): one is One & Resumable => 'keep' in one;

/** What advances a band, or a part of it, with the numbers of neurons and the steps of the whole. */
class InBand<Alone extends Simulation = Simulation> implements Simulation {
  #problem: Problem;

  /** @param alone advances the band as if there were no other one */
  constructor(
    problem: Problem,
    protected readonly alone: Alone,
  ) {
    this.#problem = problem;
  }

  get problem(): Problem {
    return this.#problem;
  }

  get adapter(): AdapterDescription {
    return this.alone.adapter;
  }

  get cells(): number {
    return this.alone.cells;
  }

  get variables(): readonly string[] {
    return this.alone.variables;
  }

  get eventCapacity(): number {
    return this.alone.eventCapacity;
  }

  get step(): number {
    return this.alone.step / this.band.times;
  }

  async advance(steps: number): Promise<void> {
    try {
      await this.alone.advance(steps * this.band.times);
    } catch (error) {
      if (!(error instanceof DivergedError)) throw error;
      throw new DivergedError(error.cell + this.band.first, error.time, error.V, this.alone.problem);
    }
  }

  beginMeasuring(): void {
    this.alone.beginMeasuring();
  }

  measures(): Promise<Measures> {
    return this.alone.measures();
  }

  statistic(name: string): Promise<Float64Array> {
    return this.alone.statistic(name);
  }

  read(variable: string): Promise<PerCell> {
    return this.alone.read(variable);
  }

  async takeSpikes(): Promise<Spikes> {
    const spikes = await this.alone.takeSpikes();
    return { ...spikes, cell: spikes.cell.map((cell) => cell + this.band.first) };
  }

  async takeTraces(): Promise<Traces> {
    const traces = await this.alone.takeTraces();
    return { ...traces, cells: traces.cells.map((cell) => cell + this.band.first) };
  }

  trace(sampling: Sampling | undefined): void {
    this.alone.trace(sampling && samplingIn(this.band, sampling));
  }

  async update(problem: Problem): Promise<void> {
    const former = this.#problem;
    const step = stepAt({ step: this.step, dt: former.dt }, problem.dt);
    await this.alone.update(problemIn(bandOf(problem), problem));
    this.#problem = problem;
    await this.#settleAt(step);
  }

  async revalue(population: Population): Promise<void> {
    await this.alone.revalue(populationIn(this.band, population));
    this.#problem = { ...this.#problem, population };
  }

  async snapshot(): Promise<Snapshot> {
    const { dt, integrator, state } = await this.alone.snapshot();
    const { problem, step } = this;
    const bands = [{ cells: this.cells, dt, integrator }];
    return { step, dt: problem.dt, integrator: problem.integrator.name, bands, state };
  }

  async restore({ bands, ...snapshot }: Snapshot): Promise<void> {
    if (bands && bands.length > 1)
      throw new RangeError('the snapshot has other bands than the population; create another simulation');
    const { dt, integrator } = bands?.[0] ?? snapshot;
    await this.alone.restore({ ...snapshot, step: stepAt(snapshot, dt), dt, integrator });
    await this.#settleAt(stepAt(snapshot, this.#problem.dt));
  }

  reset(): Promise<void> {
    return this.alone.reset();
  }

  destroy(): void {
    this.alone.destroy();
  }

  protected get band(): Band {
    return bandOf(this.#problem);
  }

  /** All bands are at the same step of the whole, where rounding has led to another one. */
  async #settleAt(step: number): Promise<void> {
    const own = step * this.band.times;
    if (this.alone.step !== own) await this.alone.restore({ ...(await this.alone.snapshot()), step: own });
  }
}

/** The same of what can be kept and gone on with. */
class ResumableInBand extends InBand<Resumable> implements Resumable {
  get code(): string | Uint8Array {
    return this.alone.code;
  }

  get windowStart(): number {
    return this.alone.windowStart / this.band.times;
  }

  keep(): AsyncIterable<KeptRow> {
    return this.alone.keep();
  }

  resume(kept: Kept): Promise<void> {
    const { times } = this.band;
    return this.alone.resume({
      step: times * kept.step,
      windowStart: times * kept.windowStart,
      row: (name) => kept.row(name),
    });
  }
}

/** The only band of a problem. */
const bandOf = (problem: Problem): Band => bandsIn(problem)[0]!;
