/** Wall time that a frame may spend on steps, ms: what is left of 60 frames a second after drawing. */
const BUDGET = 11;
/** After a pause longer than this the simulation does not try to catch up, ms. */
const LONGEST_GAP = 100;
/** Weight of the latest measurement in the cost of a step. */
const WEIGHT = 0.25;

/**
 * Decides how many steps a frame takes: as many as the speed asks for in the time that has passed, but never more than
 * fit into the budget at the measured cost of a step. It knows nothing of the frame rate, so the simulated time passes
 * equally fast on every display.
 */
export class FrameBudget {
  /** Wall time of a step, ms; unknown before the first measurement. */
  #cost: number | undefined;
  /** Steps, with a fraction, that are due and not yet taken. */
  #due = 0;

  constructor(private readonly budget = BUDGET) {}

  /**
   * @param elapsed wall time since the last call, ms
   * @param rate steps asked for in one ms of wall time; infinite for as many as can be
   */
  steps(elapsed: number, rate: number): number {
    const affordable = this.#cost === undefined ? 1 : Math.max(1, Math.floor(this.budget / this.#cost));
    this.#due += Math.min(elapsed, LONGEST_GAP) * rate;
    const steps = Math.min(Math.floor(this.#due), affordable);
    // What does not fit is dropped, not owed: otherwise a slow machine would never catch up.
    this.#due = steps === affordable ? 0 : this.#due - steps;
    return steps;
  }

  /** @param time wall time that the steps took, ms */
  record(steps: number, time: number): void {
    if (steps < 1) return;
    const cost = time / steps;
    this.#cost = this.#cost === undefined ? cost : this.#cost + WEIGHT * (cost - this.#cost);
  }

  /** Forgets the measured cost: the work of a step has changed. */
  restart(): void {
    this.#cost = undefined;
    this.#due = 0;
  }
}
