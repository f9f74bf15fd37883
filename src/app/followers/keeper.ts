import type { Simulation, Snapshot } from '../../engine/simulation.ts';

/** Least wall time from one snapshot to the next while the population runs, ms. */
const INTERVAL = 100;
/** Part of the time that snapshots may take. */
const SHARE = 0.02;
/** Time for which a snapshot may hold up a population that runs, ms. */
const LONGEST_HALT = 50;
/** What a snapshot costs before one was taken, ms per neuron: about half a second for a million. */
const EXPECTED_COST = 0.5e-3;
/** A population that has not moved for so long rests: now a snapshot may take its time, ms. */
const REST = 1000;

/**
 * Takes snapshots of a population when it is time. Each reads the state of every neuron and holds up the population
 * meanwhile, so the dearer they are the farther they are apart, and where they would be felt they are taken only while the
 * population rests.
 */
export class Keeper {
  /** Time that the last two snapshots took, ms: a single long one may be due to something else. */
  #costs: readonly [number, number];
  /** When the next one is due while the population runs, on the clock of the page. */
  #due = 0;
  #step = -1;
  /** Since when the population has been at that step. */
  #since = 0;

  constructor(private readonly simulation: Pick<Simulation, 'cells' | 'step' | 'snapshot'>) {
    const expected = EXPECTED_COST * simulation.cells;
    this.#costs = [expected, expected];
  }

  /** Whether it is time for a snapshot. @param running false if time stands still */
  due(running: boolean): boolean {
    const now = performance.now();
    const rested = this.#rested(now);
    if (this.#cost > LONGEST_HALT) return !running && rested >= REST;
    return !running || now >= this.#due;
  }

  /** Takes a snapshot now. */
  async take(): Promise<Snapshot> {
    const begin = performance.now();
    const snapshot = await this.simulation.snapshot();
    const taken = performance.now() - begin;
    this.#costs = [this.#costs[1], taken];
    this.#due = begin + Math.max(INTERVAL, this.#cost / SHARE);
    return snapshot;
  }

  get #cost(): number {
    return Math.min(...this.#costs);
  }

  /** How long the population has been where it is, ms. */
  #rested(now: number): number {
    const { step } = this.simulation;
    if (step !== this.#step) {
      this.#step = step;
      this.#since = now;
    }
    return now - this.#since;
  }
}
