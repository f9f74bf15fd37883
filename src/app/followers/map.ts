import type { Change, Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';

/** Reads the statistics that colour sheets of two quantities, for the lines on them. */
export class Mapped implements Follower {
  readonly #pace = new Repeated(500, () => this.publish());

  constructor(private readonly loop: Followed) {}

  changed(change: Change): void {
    if (change !== 'time') this.loop.state.mapped.value = new Map();
  }

  async turn(running: boolean): Promise<void> {
    const { mapped } = this.loop.state;
    const keys = this.#keys;
    const isNew = keys.length !== mapped.value.size || keys.some((key) => !mapped.value.has(key));
    if (isNew || (running && keys.length > 0)) await this.#pace.turn();
  }

  async publish(): Promise<void> {
    const values = new Map<string, Float64Array>();
    for (const key of this.#keys) values.set(key, await this.loop.population.simulation.statistic(key));
    this.loop.check();
    this.loop.state.mapped.value = values;
  }

  /** The names of the statistics of which lines are to be seen. */
  get #keys(): readonly string[] {
    const { statistics } = this.loop.population.simulation.problem;
    const colours = this.loop.state.stages.all.value.flatMap(({ staged }) =>
      staged.value?.kind.id === 'map' ? [staged.value.colour.shown.key] : [],
    );
    return [...new Set(colours)].filter((key) => statistics.some(({ name }) => name === key));
  }
}
