import type { Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';

/** Reads the statistic that a plot shows, in the window in which rates are measured. */
export class Statistics implements Follower {
  readonly #pace = new Repeated(300, () => this.publish());

  constructor(private readonly loop: Followed) {}

  changed(): void {
    this.loop.state.measured.value = undefined;
  }

  async turn(running: boolean): Promise<void> {
    const { measured, statistic } = this.loop.state;
    if (running) return this.#pace.turn();
    // Another one may be chosen while time stands still.
    if (measured.value?.name !== statistic.value) await this.publish();
  }

  async publish(): Promise<void> {
    const { state, population } = this.loop;
    const name = state.statistic.value;
    const { statistics } = population.simulation.problem;
    // One that is asked for anew comes with the next experiment.
    const isThere = statistics.some((one) => one.name === name);
    if (state.populationPlot.value !== 'statistics' || !state.summary.value || !isThere) return;
    const values = await population.simulation.statistic(name);
    this.loop.check();
    state.measured.value = { name, values };
  }
}
