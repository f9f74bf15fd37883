/** Counts what happens and says how much of it happens in a second. */
export class Meter {
  #count = 0;
  #since: number | undefined;

  add(amount: number): void {
    this.#count += amount;
  }

  /** The mean rate since the last call, 1/s. @param now ms */
  take(now: number): number {
    const elapsed = this.#since === undefined ? 0 : now - this.#since;
    const rate = elapsed > 0 ? (1000 * this.#count) / elapsed : 0;
    this.#count = 0;
    this.#since = now;
    return rate;
  }
}

/** Says when something that is done every so often is due. */
export class Interval {
  #last = Number.NEGATIVE_INFINITY;

  /** @param length ms */
  constructor(private readonly length: number) {}

  /** True at most once in each interval. @param now ms */
  due(now: number): boolean {
    if (now - this.#last < this.length) return false;
    this.#last = now;
    return true;
  }
}
