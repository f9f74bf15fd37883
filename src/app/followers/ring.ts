import type { Snapshot } from '../../engine/simulation.ts';

/** Memory that the moments may take together, bytes. */
const MEMORY = 128 * 2 ** 20;
/** Most moments: beyond, a longer past is worth less than what it takes to look through it. */
const MOST = 600;
/** Bytes of a number in a snapshot. */
const BYTES = 8;
/** Two times that differ by less are the same, ms. */
const SAME_TIME = 1e-6;

/** A state that a population was in. */
export interface Moment {
  readonly snapshot: Snapshot;
  /** Simulated time, ms. */
  readonly time: number;
  /** Which values the population went on with from here; others have another number. */
  readonly values: number;
}

/** Memory that a snapshot takes, bytes. */
export const bytesOf = ({ state }: Pick<Snapshot, 'state'>): number =>
  Object.values(state).reduce((sum, values) => sum + BYTES * values.length, 0);

/** Simulated time of a snapshot, ms. */
export const timeOf = ({ step, dt }: Pick<Snapshot, 'step' | 'dt'>): number => step * dt;

/** The latest moments of a population in the order of time, as many as memory allows, at least one. */
export class Ring {
  #moments: Moment[] = [];

  get first(): Moment | undefined {
    return this.#moments[0];
  }

  get last(): Moment | undefined {
    return this.#moments.at(-1);
  }

  /** Adds a moment; those that were later belong to another course and are dropped. */
  add(snapshot: Snapshot, values: number): void {
    const time = timeOf(snapshot);
    this.dropAfter(time);
    this.#moments.push({ snapshot, time, values });
    const most = Math.max(1, Math.min(MOST, Math.floor(MEMORY / bytesOf(snapshot))));
    this.#moments.splice(0, this.#moments.length - most);
  }

  /** The latest moment that is not after a time, or else the first one. @param time ms */
  before(time: number): Moment | undefined {
    return this.#moments.findLast((moment) => moment.time <= time + SAME_TIME) ?? this.first;
  }

  /** The latest moment of a kind. */
  findLast(isOne: (moment: Moment) => boolean): Moment | undefined {
    return this.#moments.findLast(isOne);
  }

  /** Whether a moment lies at a time. @param time ms */
  has(time: number): boolean {
    const moment = this.before(time);
    return moment !== undefined && Math.abs(moment.time - time) <= SAME_TIME;
  }

  /** Drops all moments after a time. @param time ms */
  dropAfter(time: number): void {
    this.#moments = this.#moments.filter((moment) => moment.time <= time + SAME_TIME);
  }

  /** Says that the population went on from its last moment with other values. */
  revalue(values: number): void {
    const last = this.#moments.pop();
    if (last) this.#moments.push({ ...last, values });
  }

  clear(): void {
    this.#moments = [];
  }
}
