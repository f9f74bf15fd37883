import type { Followed, Follower } from './follower.ts';

/** Stops the population where it has run over a recording. */
export class Recording implements Follower {
  constructor(private readonly loop: Followed) {}

  get moment(): number | undefined {
    return this.loop.state.ownData.until.value;
  }

  async turn(): Promise<void> {
    const { state, population, time } = this.loop;
    const { until } = state.ownData;
    if (until.value === undefined || time < until.value - population.simulation.problem.dt / 2) return;
    until.value = undefined;
    state.running.value = false;
  }
}
