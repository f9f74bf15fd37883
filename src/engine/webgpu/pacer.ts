/** Wall time that one dispatch should take, ms: long enough to hide its overhead, far below any driver's watchdog. */
const TARGET = 15;

/** Decides how many steps a dispatch takes, from how long the last ones took. */
export class Pacer {
  #steps = 1;

  get steps(): number {
    return this.#steps;
  }

  /** @param milliseconds wall time of a dispatch of `steps` steps */
  measured(steps: number, milliseconds: number): void {
    const fitting = (steps * TARGET) / Math.max(milliseconds, 0.01);
    // Doubling at most, so that one lucky measurement does not make a dispatch that lasts for seconds.
    this.#steps = Math.max(1, Math.floor(Math.min(fitting, 2 * Math.max(steps, this.#steps))));
  }
}
