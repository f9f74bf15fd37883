import type { Followed, Follower } from './follower.ts';

/** Lets the population run over a recording where it is asked to, and stops it at the end. */
export class Recording implements Follower {
  #end: number | undefined;

  constructor(private readonly loop: Followed) {}

  get moment(): number | undefined {
    return this.loop.state.ownData.recording.value && this.#end;
  }

  changed(): void {
    const { state, time } = this.loop;
    const { until } = state.ownData;
    // It is asked for before the population is at its beginning.
    if (until.value === undefined || time >= until.value) return;
    this.#end = until.value;
    until.value = undefined;
    state.running.value = true;
  }

  async turn(): Promise<void> {
    const { moment } = this;
    const { state, population, time } = this.loop;
    if (moment === undefined || time < moment - population.simulation.problem.dt / 2) return;
    this.#end = undefined;
    state.running.value = false;
  }
}
