import type { Population } from '../engines/populations.ts';
import type { State } from '../state.ts';

/** What became different: other neurons, other values for the same ones, or the place in time. */
export type Change = 'population' | 'values' | 'time';

/** What a follower sees of the loop that it belongs to. */
export interface Followed {
  readonly state: State;
  /** The present population. */
  readonly population: Population;
  /** Simulated time, ms. */
  readonly time: number;
  /** @throws Error if the population was given up meanwhile: what comes out of it must not be shown */
  check(): void;
}

/**
 * Someone who watches a population and publishes something of it in the state of the page. All calls but `changed` and
 * `selected` come between two advances, one after the other.
 */
export interface Follower {
  /** Something was changed, by hand or by another population: what was gathered may no longer be true. */
  changed?(change: Change): void;
  /** Another cell was selected. */
  selected?(): Promise<void>;
  /** Simulated time at which it has to look, ms: no advance goes beyond it. */
  readonly moment?: number | undefined;
  /** Steps were taken. */
  advanced?(steps: number): void;
  /** Once in every turn of the loop. @param running false if time stands still */
  turn?(running: boolean): Promise<void>;
  /** Publish all there is, now. */
  publish?(): Promise<void>;
}
