/** A spike that is to be heard. */
export interface Heard {
  readonly cell: number;
  /** Wall time from now on, s. */
  readonly after: number;
}

/** Most that are heard of one look: more in so short a time is a noise without number. */
const MOST = 24;

/** Finds the spikes that came since the last look, so that each is heard once. */
export class Listener {
  /** The latest spike of each cell, ms. */
  #latest = new Map<number, number>();
  #lookedAt: number | undefined;

  /** What was before does not belong to what comes. */
  forget(): void {
    this.#latest.clear();
    this.#lookedAt = undefined;
  }

  /**
   * @param spikes times of each cell in their order, ms
   * @param now simulated time of the look, ms
   * @param speed simulated ms per second: the spikes are as far apart as they are seen to be
   */
  look(spikes: ReadonlyMap<number, readonly number[]>, now: number, speed: number): Heard[] {
    const since = this.#lookedAt;
    this.#lookedAt = now;
    const found: Heard[] = [];
    for (const [cell, times] of spikes) {
      // Of a cell that is followed from now on nothing is heard that was before; a peak is known only a little later than it was.
      const latest = this.#latest.get(cell) ?? (since === undefined ? now : since);
      const news = times.filter((time) => time > latest);
      this.#latest.set(cell, Math.max(latest, news.at(-1) ?? latest));
      for (const time of news) found.push({ cell, after: Math.max(0, time - (since ?? now)) / speed });
    }
    return found.slice(-MOST);
  }
}
