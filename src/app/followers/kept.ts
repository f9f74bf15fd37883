import type { Snapshot } from '../../engine/simulation.ts';
import type { Change, Followed, Follower } from './follower.ts';
import { Keeper } from './keeper.ts';

/** Keeps a state of a little while ago, to go on from when the engine is lost. */
export class Kept implements Follower {
  #keeper: Keeper;

  constructor(private readonly loop: Followed) {
    this.#keeper = new Keeper(loop.population.simulation);
  }

  /** Enough to go on from; none where keeping one would be felt. */
  get snapshot(): Snapshot | undefined {
    return this.#keeper.snapshot;
  }

  changed(change: Change): void {
    if (change === 'population') this.#keeper = new Keeper(this.loop.population.simulation);
    else if (change === 'time') this.#keeper.forget();
  }

  turn(running: boolean): Promise<void> {
    return this.#keeper.turn(running);
  }
}
