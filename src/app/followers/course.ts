import { tracedOf } from '../traced.ts';
import type { Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';
import { TraceHistory } from './trace-history.ts';

/** Simulated time that the plots of a cell reach back, ms. */
export const TRACE_SPAN = 100;
/** Simulated time between two samples of a cell, ms, as near as whole steps come. */
const SAMPLING = 0.1;

/** Records what the selected cell does. */
export class Course implements Follower {
  readonly #history = new TraceHistory(TRACE_SPAN);
  readonly #pace = new Repeated(66, () => this.publish());
  /** The step of what is shown. */
  #publishedAt = -1;

  constructor(private readonly loop: Followed) {}

  changed(): void {
    const { simulation } = this.loop.population;
    const { course, selected } = this.loop.state;
    this.#history.clear();
    this.#publishedAt = -1;
    course.value = undefined;
    simulation.trace({
      cells: [selected.value],
      every: Math.max(1, Math.round(SAMPLING / simulation.problem.dt)),
      values: this.#traced,
    });
  }

  async selected(): Promise<void> {
    this.changed();
    await this.publish();
  }

  async turn(running: boolean): Promise<void> {
    if (running) return this.#pace.turn();
    if (this.#publishedAt !== this.loop.population.simulation.step) await this.publish();
  }

  async publish(): Promise<void> {
    const { simulation } = this.loop.population;
    const variables = this.#traced;
    const traces = await simulation.takeTraces();
    this.#history.append(traces, variables);
    const potential = await this.#presentPotential();
    this.loop.check();
    const now = this.loop.time;
    this.#publishedAt = simulation.step;
    this.loop.state.course.value = {
      potential,
      voltage: this.#history.course(now, 0, 1),
      gates: this.#history.course(now, 1, variables.length),
    };
  }

  /** What the plots show: the membrane potential, then all gates and other states. */
  get #traced(): readonly string[] {
    const { simulation, experiment } = this.loop.population;
    return [simulation.problem.system.potential, ...tracedOf(experiment.model).map(({ name }) => name)];
  }

  /** Of the selected cell, mV: the latest sample while time moves; where it stands, what the sheet shows. */
  async #presentPotential(): Promise<number | undefined> {
    const { running, selected } = this.loop.state;
    if (running.value) return this.#history.latest;
    const { simulation } = this.loop.population;
    return (await simulation.read(simulation.problem.system.potential))[selected.value];
  }
}
