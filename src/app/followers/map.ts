import type { Change, Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';

/** Reads the statistic that colours a sheet of two quantities, for the lines on it. */
export class Mapped implements Follower {
  readonly #pace = new Repeated(500, () => this.publish());

  constructor(private readonly loop: Followed) {}

  changed(change: Change): void {
    if (change !== 'time') this.loop.state.mapped.value = undefined;
  }

  async turn(running: boolean): Promise<void> {
    const { mapped } = this.loop.state;
    if (running || mapped.value?.key !== this.#key) await this.#pace.turn();
  }

  async publish(): Promise<void> {
    const key = this.#key;
    const values = key === undefined ? undefined : await this.loop.population.simulation.statistic(key);
    this.loop.check();
    this.loop.state.mapped.value = key === undefined || !values ? undefined : { key, values };
  }

  /** The name of the statistic, if lines of it are to be seen. */
  get #key(): string | undefined {
    const staged = this.loop.state.staged.value;
    const key = staged?.colour.shown.key;
    const { statistics } = this.loop.population.simulation.problem;
    return staged?.kind.id === 'map' && statistics.some(({ name }) => name === key) ? key : undefined;
  }
}
