import { followed } from '../cells/probes.ts';
import { sampledOf } from '../cells/traced.ts';
import type { Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';
import { Settling } from './settling.ts';
import { SpikeTimes } from './spike-times.ts';
import { MEMORY, TraceHistory } from './trace-history.ts';

/** Simulated time between two samples of a cell, ms, as near as whole steps come. */
const SAMPLING = 0.05;

/** Records what the selected cell and the probes do. */
export class Course implements Follower {
  readonly #pace = new Repeated(66, () => this.publish());
  readonly #settling = new Settling();
  #history = new TraceHistory(SAMPLING, MEMORY);
  #spikes = new Map<number, SpikeTimes>();
  /** Spikes before that belong to what was before a change, ms. */
  #since = 0;
  /** The step of what is shown. */
  #publishedAt = -1;

  constructor(private readonly loop: Followed) {}

  changed(): void {
    const { simulation } = this.loop.population;
    const interval = this.#every * simulation.problem.dt;
    if (this.#history.interval === interval) this.#history.clear();
    else this.#history = new TraceHistory(interval, MEMORY);
    this.#spikes.clear();
    this.#settling.restart(this.loop.time);
    this.#publishedAt = -1;
    this.loop.state.course.value = undefined;
    this.#trace();
  }

  async selected(): Promise<void> {
    await this.#take();
    this.#trace();
    await this.#publish();
  }

  advanced(): void {
    if (this.#settling.settles(this.loop.time)) this.#since = this.loop.time;
  }

  async turn(running: boolean): Promise<void> {
    if (running) return this.#pace.turn();
    if (this.#publishedAt !== this.loop.population.simulation.step) await this.publish();
  }

  async publish(): Promise<void> {
    await this.#take();
    await this.#publish();
  }

  get #every(): number {
    return Math.max(1, Math.round(SAMPLING / this.loop.population.simulation.problem.dt));
  }

  /** Follows the cells that are chosen now; of those that were followed before what is known of them stays. */
  #trace(): void {
    const { state, population } = this.loop;
    const { problem } = population.simulation;
    const cells = followed(state.selected.value, state.probes.value).map(({ cell }) => cell);
    this.#history.keep(cells);
    for (const cell of this.#spikes.keys()) if (!cells.includes(cell)) this.#spikes.delete(cell);
    const values = sampledOf(problem.system, population.experiment.model);
    population.simulation.trace({ cells, every: this.#every, values });
  }

  async #take(): Promise<void> {
    const { simulation, experiment } = this.loop.population;
    const traces = await simulation.takeTraces();
    this.#history.append(traces);
    const V = traces.values[simulation.problem.system.potential];
    if (!V) return;
    for (const [column, cell] of traces.cells.entries()) {
      const spikes = this.#spikes.get(cell) ?? new SpikeTimes(experiment.events, this.#history.interval);
      this.#spikes.set(cell, spikes);
      for (const [i, time] of traces.time.entries()) spikes.add(time, V[i * traces.cells.length + column]!);
      spikes.dropBefore(this.#since);
    }
  }

  async #publish(): Promise<void> {
    const { simulation } = this.loop.population;
    const potential = await this.#presentPotential();
    this.loop.check();
    this.#publishedAt = simulation.step;
    const { observables, potential: name } = simulation.problem.system;
    const spikes = new Map([...this.#spikes].map(([cell, { times }]) => [cell, times]));
    this.loop.state.course.value = {
      history: this.#history,
      // What is shown: steps that are taken ahead are not among the samples yet.
      now: this.loop.state.time.value,
      potential,
      voltage: name,
      observables,
      spikes,
    };
  }

  /** Of the selected cell, mV: the latest sample while time moves; where it stands, what the sheet shows. */
  async #presentPotential(): Promise<number | undefined> {
    const { running, selected } = this.loop.state;
    const { simulation } = this.loop.population;
    const { potential } = simulation.problem.system;
    if (running.value) return this.#history.latest(selected.value, potential);
    return (await simulation.read(potential))[selected.value];
  }
}
