/** Wall time that one dispatch should take, ms: long enough to hide its overhead, far below any driver's watchdog. */
const TARGET = 20;
/** Steps over which the loading and storing of a neuron's state is spread, where the dispatch is long enough. */
const STEPS = 1024;
/** Fewest neurons that keep all lanes of the adapter busy. */
const FILLING = { software: 1024, hardware: 1 << 17 };

/** A piece of work for one dispatch. */
export interface Portion {
  readonly cells: number;
  readonly steps: number;
}

/** Cuts work into dispatches of even length, from how long the last ones took. */
export class Pacer {
  /** Neuron-steps that fit into the target; small at first, since nothing is known about the adapter. */
  #budget = 1 << 16;
  readonly #filling: number;

  constructor(software: boolean) {
    this.#filling = software ? FILLING.software : FILLING.hardware;
  }

  /** The next dispatch if `cells` neurons have to take `steps` steps (0 for none but to begin a window): rather fewer neurons than only a few steps. */
  portion(cells: number, steps: number): Portion {
    // Rather a few neurons less than a step less, which would be a dispatch of its own that loads and stores them again.
    const wide = Math.max(this.#filling, Math.floor(this.#budget / Math.max(1, Math.min(steps, STEPS))));
    const chosen = Math.min(cells, wide);
    const fitting = Math.floor(this.#budget / Math.max(chosen, this.#filling));
    return { cells: chosen, steps: Math.min(steps, Math.max(1, fitting)) };
  }

  /** @param milliseconds wall time of a dispatch */
  measured(portion: Portion, milliseconds: number): void {
    const work = this.#work(portion);
    const fitting = (work * TARGET) / Math.max(milliseconds, 0.01);
    // At most doubled, so that one lucky measurement does not make a dispatch that lasts for seconds; and not lowered
    // by a dispatch that was so short that its overhead counts.
    if (fitting > this.#budget || work >= this.#budget / 2) {
      this.#budget = Math.max(1, Math.floor(Math.min(fitting, 2 * this.#budget)));
    }
  }

  /** Neuron-steps; fewer neurons than fill the adapter take as long as so many. */
  #work({ cells, steps }: Portion): number {
    return Math.max(cells, this.#filling) * steps;
  }
}
