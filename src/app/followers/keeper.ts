import type { Simulation, Snapshot } from '../../engine/simulation.ts';

/** Least wall time from one snapshot to the next, ms. */
const INTERVAL = 1000;
/** Part of the time that snapshots may take. */
const SHARE = 0.02;
/** Time for which a snapshot may hold up a population that runs, ms. */
const LONGEST_HALT = 100;
/** What a snapshot costs before one was taken, ms per neuron: about half a second for a million. */
const EXPECTED_COST = 0.5e-3;
/** A population that has not moved for so long rests: now a snapshot may take its time, ms. */
const REST = 1000;

/**
 * Keeps a snapshot of a population to go on from after its engine is lost. Taking one reads the state of every neuron
 * and holds up the population meanwhile, so it is done rarely, and where it would be felt only while the population
 * rests.
 */
export class Keeper {
  #kept: Snapshot | undefined;
  /** Expected time that a snapshot takes, ms. */
  #cost: number;
  /** When the next one is due while the population runs, on the clock of the page; the beginning is worth none. */
  #due = performance.now() + INTERVAL;
  #step = -1;
  /** Since when the population has been at that step. */
  #since = 0;

  constructor(private readonly simulation: Pick<Simulation, 'cells' | 'step' | 'problem' | 'snapshot'>) {
    this.#cost = EXPECTED_COST * simulation.cells;
  }

  /** The latest snapshot. */
  get snapshot(): Snapshot | undefined {
    return this.#kept;
  }

  /** Forgets what it keeps: the population has left that course. */
  forget(): void {
    this.#kept = undefined;
    this.#step = -1;
  }

  /** Takes a snapshot if it is time. @param running false if time stands still */
  async turn(running: boolean): Promise<void> {
    const now = performance.now();
    if (running ? now < this.#due || this.#cost > LONGEST_HALT : !this.#rests(now)) return;
    this.#kept = await this.simulation.snapshot();
    const taken = performance.now() - now;
    // A single long one may be due to something else.
    this.#cost = (this.#cost + taken) / 2;
    this.#due = now + Math.max(INTERVAL, taken / SHARE);
  }

  /** True if the population rests at a step that is not kept. */
  #rests(now: number): boolean {
    const { step, problem } = this.simulation;
    if (step !== this.#step) {
      this.#step = step;
      this.#since = now;
    }
    const isKept = this.#kept?.step === step && this.#kept.dt === problem.dt;
    return now - this.#since >= REST && !isKept;
  }
}
