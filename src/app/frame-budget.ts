/** The shader takes steps by fours and what is left over one by one. */
const STEPS_AT_ONCE = 4;
/** After a pause longer than this the simulation does not try to catch up, ms. */
const LONGEST_GAP = 100;
/** Weight of the latest measurement in the cost of a step. */
const WEIGHT = 0.25;
/** Turns from one probe to the next, and probes that are remembered. */
const PROBING_INTERVAL = 50;
const PROBES = 3;

/**
 * Decides how many steps a turn takes: as many as the speed asks for in the time that has passed, but never more than
 * fit into the budget at the measured cost of a step. It knows nothing of the frame rate, so the simulated time passes
 * equally fast on every display.
 *
 * A turn also waits for its answer and for the drawing before it, whatever its steps. Now and then a turn is a probe
 * of a single step, which measures that waiting; it is not counted as the cost of the steps.
 */
export class FrameBudget {
  /** Wall time of the last probes, ms. */
  #probes: number[] = [];
  /** Wall time of a step, ms. */
  #cost = Number.POSITIVE_INFINITY;
  #largest = 1;
  #turns = 0;
  /** Steps, with a fraction, that are due and not yet taken. */
  #due = 0;

  /** @param budget wall time that the steps of a turn may take, ms */
  constructor(private readonly budget: number) {}

  /**
   * @param elapsed wall time since the last call, ms
   * @param rate steps asked for in one ms of wall time; infinite for as many as can be
   */
  steps(elapsed: number, rate: number): number {
    if (elapsed > 0) this.#due += Math.min(elapsed, LONGEST_GAP) * rate;
    if (this.#due < 1) return 0;
    const probing = this.#turns++ % PROBING_INTERVAL === 0 || this.#probes.length < PROBES;
    if (probing) {
      this.#due -= 1;
      return 1;
    }
    const possible = Math.min(Math.floor(this.#due), this.#affordable());
    const steps = possible > STEPS_AT_ONCE ? possible - (possible % STEPS_AT_ONCE) : possible;
    // What does not fit is dropped, not owed: a slow machine would never catch up.
    this.#due = Math.min(this.#due - steps, STEPS_AT_ONCE);
    return steps;
  }

  /** @param time wall time that a turn of so many steps took, ms */
  record(steps: number, time: number): void {
    if (steps <= 1) {
      this.#probes = [...this.#probes, time].slice(-PROBES);
      return;
    }
    this.#largest = Math.max(this.#largest, steps);
    const cost = Math.max(0, time - Math.min(...this.#probes)) / steps;
    this.#cost = Number.isFinite(this.#cost) ? this.#cost + WEIGHT * (cost - this.#cost) : cost;
  }

  /** Forgets what was measured: the work of a step has changed. */
  restart(): void {
    this.#probes = [];
    this.#cost = Number.POSITIVE_INFINITY;
    this.#largest = 1;
    this.#due = 0;
  }

  /** At most twice what was ever taken: beyond, the cost is a guess. */
  #affordable(): number {
    const fitting = Number.isFinite(this.#cost) ? Math.floor(this.budget / this.#cost) : 1;
    return Math.max(2, Math.min(fitting, 2 * this.#largest));
  }
}
