import { type Remote, releaseProxy, wrap } from 'comlink';
import type { AdapterDescription, Simulation, Snapshot } from '../engine/simulation.ts';
import type { Problem, Sampling } from '../problem/problem.ts';
import type { Experiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import type { CpuEngine } from './cpu-worker.ts';
import { EngineLostError } from './errors.ts';
import { WorkerLink } from './worker-link.ts';

interface Description {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  readonly eventCapacity: number;
}

/**
 * The CPU engine in a worker, so that the page stays quick while it computes.
 * It takes experiments, since no message can carry a problem. Once the worker is gone, whatever waits for it throws an EngineLostError.
 */
export class WorkerSimulation implements Omit<Simulation, 'update'> {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  readonly eventCapacity: number;
  #experiment: Experiment;
  #problem: Problem;
  #step = 0;

  /** @param signal ends the making early */
  static async create(experiment: Experiment, signal?: AbortSignal): Promise<WorkerSimulation> {
    signal?.throwIfAborted();
    const problem = prepare(experiment);
    const worker = new Worker(new URL('./cpu-worker.ts', import.meta.url), { type: 'module' });
    const link = new WorkerLink(worker);
    const engine = wrap<CpuEngine>(worker);
    const abort = () => link.close(() => signal?.reason);
    signal?.addEventListener('abort', abort);
    try {
      const description = await link.call(() => engine.create(experiment));
      return new WorkerSimulation(link, engine, description, experiment, problem);
    } catch (error) {
      engine[releaseProxy]();
      link.close();
      // There is nothing yet that could have been lost.
      throw error instanceof EngineLostError ? new Error(error.message, { cause: error }) : error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  private constructor(
    private readonly link: WorkerLink,
    private readonly engine: Remote<CpuEngine>,
    description: Description,
    experiment: Experiment,
    problem: Problem,
  ) {
    this.adapter = description.adapter;
    this.cells = description.cells;
    this.variables = description.variables;
    this.eventCapacity = description.eventCapacity;
    this.#experiment = experiment;
    this.#problem = problem;
  }

  get experiment(): Experiment {
    return this.#experiment;
  }

  get problem(): Problem {
    return this.#problem;
  }

  get step(): number {
    return this.#step;
  }

  async advance(steps: number): Promise<void> {
    this.#step = await this.link.call(() => this.engine.advance(steps));
  }

  /** Like `Simulation.update`, with what the problem is made from. */
  async update(experiment: Experiment): Promise<void> {
    const problem = prepare(experiment);
    this.#step = await this.link.call(() => this.engine.update(experiment));
    this.#experiment = experiment;
    this.#problem = problem;
  }

  beginMeasuring(): void {
    this.link.tell(() => this.engine.beginMeasuring());
  }

  measures() {
    return this.link.call(() => this.engine.measures());
  }

  statistic(name: string) {
    return this.link.call(() => this.engine.statistic(name));
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

  trace(sampling: Sampling | undefined): void {
    this.link.tell(() => this.engine.trace(sampling));
  }

  snapshot() {
    return this.link.call(() => this.engine.snapshot());
  }

  async restore(snapshot: Snapshot): Promise<void> {
    this.#step = await this.link.call(() => this.engine.restore(snapshot));
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
