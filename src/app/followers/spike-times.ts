import type { Experiment } from '../../protocol/experiment.ts';

/** Most spikes of a cell that are kept. */
const MOST = 4096;

/** The events of one cell, found in samples of its potential by the rule by which the engines find them in every step. */
export class SpikeTimes {
  #times: number[] = [];
  #rising = false;
  /** The lowest potential since the last spike, or the highest since V has risen from there. */
  #extreme = Number.POSITIVE_INFINITY;
  /** The highest sample with those beside it, for its place. */
  #top: readonly [before: number, at: number, after: number] = [0, 0, 0];
  #topTime = 0;
  #atTop = false;
  #armed = false;
  #former = Number.NaN;

  /** @param interval from one sample to the next, ms */
  constructor(
    private readonly events: Experiment['events'],
    private readonly interval: number,
  ) {}

  /** Times in their order, ms. */
  get times(): readonly number[] {
    return this.#times;
  }

  /** Drops those before a time, ms. */
  dropBefore(time: number): void {
    this.#times = this.#times.filter((spike) => spike >= time);
  }

  /** The next sample. */
  add(time: number, V: number): void {
    const { events } = this;
    if (events.kind === 'prominence') this.#lookForPeak(time, V, events.height);
    else this.#lookForCrossing(time, V, events.level, events.rearm);
    this.#former = V;
  }

  /** A peak: V has risen by the height and falls by as much. */
  #lookForPeak(time: number, V: number, height: number): void {
    if (this.#atTop) this.#top = [this.#top[0], this.#top[1], V];
    this.#atTop = false;
    if (this.#rising && V <= this.#extreme - height) {
      this.#note(this.#topTime + this.interval * vertex(this.#top));
      this.#rising = false;
      this.#extreme = V;
    } else if (this.#rising ? V > this.#extreme : V >= this.#extreme + height) {
      this.#rising = true;
      this.#extreme = V;
      this.#top = [this.#former, V, V];
      this.#topTime = time;
      this.#atTop = true;
    } else if (!this.#rising) this.#extreme = Math.min(this.#extreme, V);
  }

  /** A rise through the level, after V has been below it by `rearm`. */
  #lookForCrossing(time: number, V: number, level: number, rearm: number): void {
    if (this.#armed && V >= level) {
      this.#note(time - (this.interval * (V - level)) / (V - this.#former));
      this.#armed = false;
    } else if (V < level - rearm || (Number.isNaN(this.#former) && V < level)) this.#armed = true;
  }

  #note(time: number): void {
    this.#times.push(time);
    if (this.#times.length > MOST) this.#times.shift();
  }
}

/** Where the parabola through three values is highest, in distances from the one in the middle. */
function vertex([before, at, after]: readonly [number, number, number]): number {
  const bend = before - 2 * at + after;
  return bend < 0 ? (before - after) / (2 * bend) : 0;
}
