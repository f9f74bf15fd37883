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

/** Part of the time that something repeated may take. */
const SHARE = 0.1;

/** Does something again and again, rarely enough that it takes only a small part of the time. */
export class Repeated {
  #next = 0;

  /** @param interval least time from one beginning to the next, ms */
  constructor(
    private readonly interval: number,
    private readonly job: () => Promise<void>,
  ) {}

  /** Does it if it is due. */
  async turn(): Promise<void> {
    const begin = performance.now();
    if (begin < this.#next) return;
    await this.job();
    this.#next = begin + Math.max(this.interval, (performance.now() - begin) / SHARE);
  }
}
