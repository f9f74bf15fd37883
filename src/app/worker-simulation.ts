import { type Remote, releaseProxy, wrap } from 'comlink';
import type { AdapterDescription, Simulation, Snapshot } from '../engine/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { CpuEngine } from './cpu-worker.ts';
import { EngineLostError } from './errors.ts';
import { WorkerLink } from './worker-link.ts';

interface Description {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  readonly experiment: Experiment;
}

/**
 * The CPU engine in a worker, so that the page stays quick while it computes.
 * Once the worker is gone, whatever waits for it throws an EngineLostError.
 */
export class WorkerSimulation implements Simulation {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  #experiment: Experiment;
  #step = 0;

  static async create(experiment: Experiment): Promise<WorkerSimulation> {
    const worker = new Worker(new URL('./cpu-worker.ts', import.meta.url), { type: 'module' });
    const link = new WorkerLink(worker);
    const engine = wrap<CpuEngine>(worker);
    try {
      const description = await link.call(() => engine.create(experiment));
      return new WorkerSimulation(link, engine, description);
    } catch (error) {
      engine[releaseProxy]();
      link.close();
      // There is nothing yet that could have been lost.
      throw error instanceof EngineLostError ? new Error(error.message, { cause: error }) : error;
    }
  }

  private constructor(
    private readonly link: WorkerLink,
    private readonly engine: Remote<CpuEngine>,
    description: Description,
  ) {
    this.adapter = description.adapter;
    this.cells = description.cells;
    this.variables = description.variables;
    this.#experiment = description.experiment;
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get step(): number {
    return this.#step;
  }

  async advance(steps: number): Promise<void> {
    this.#step = await this.link.call(() => this.engine.advance(steps));
  }

  async update(experiment: Experiment): Promise<void> {
    this.#step = await this.link.call(() => this.engine.update(experiment));
    this.#experiment = experiment;
  }

  beginMeasuring(): void {
    this.link.tell(() => this.engine.beginMeasuring());
  }

  measures() {
    return this.link.call(() => this.engine.measures());
  }

  read(variable: string) {
    return this.link.call(() => this.engine.read(variable));
  }

  takeSpikes() {
    return this.link.call(() => this.engine.takeSpikes());
  }

  takeTraces() {
    return this.link.call(() => this.engine.takeTraces());
  }

  trace(cells: readonly number[], every: number): void {
    this.link.tell(() => this.engine.trace(cells, every));
  }

  snapshot() {
    return this.link.call(() => this.engine.snapshot());
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.link.call(() => this.engine.restore(snapshot));
    this.#step = snapshot.step;
  }

  async reset(): Promise<void> {
    await this.link.call(() => this.engine.reset());
    this.#step = 0;
  }

  destroy(): void {
    // Otherwise the proxy and the worker would keep each other.
    this.engine[releaseProxy]();
    this.link.close();
  }
}
