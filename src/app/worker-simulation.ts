import { type Remote, wrap } from 'comlink';
import type { AdapterDescription, Simulation, Snapshot } from '../engine/simulation.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { CpuEngine } from './cpu-worker.ts';

interface Description {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  readonly experiment: Experiment;
}

/** The CPU engine in a worker, so that the page stays quick while it computes. */
export class WorkerSimulation implements Simulation {
  readonly adapter: AdapterDescription;
  readonly cells: number;
  readonly variables: readonly string[];
  #experiment: Experiment;
  #step = 0;

  static async create(experiment: Experiment): Promise<WorkerSimulation> {
    const worker = new Worker(new URL('./cpu-worker.ts', import.meta.url), { type: 'module' });
    const engine = wrap<CpuEngine>(worker);
    try {
      return new WorkerSimulation(worker, engine, await engine.create(experiment));
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  private constructor(
    private readonly worker: Worker,
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
    this.#step = await this.engine.advance(steps);
  }

  async update(experiment: Experiment): Promise<void> {
    this.#step = await this.engine.update(experiment);
    this.#experiment = experiment;
  }

  beginMeasuring(): void {
    void this.engine.beginMeasuring();
  }

  measures() {
    return this.engine.measures();
  }

  read(variable: string) {
    return this.engine.read(variable);
  }

  takeSpikes() {
    return this.engine.takeSpikes();
  }

  takeTraces() {
    return this.engine.takeTraces();
  }

  trace(cells: readonly number[], every: number): void {
    void this.engine.trace(cells, every);
  }

  snapshot() {
    return this.engine.snapshot();
  }

  restore(snapshot: Snapshot): void {
    this.#step = snapshot.step;
    void this.engine.restore(snapshot);
  }

  reset(): void {
    this.#step = 0;
    void this.engine.reset();
  }

  destroy(): void {
    this.worker.terminate();
  }
}
