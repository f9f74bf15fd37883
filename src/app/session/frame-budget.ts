/** The shader takes steps by fours and what is left over one by one. */
const STEPS_AT_ONCE = 4;
/** After a pause longer than this the simulation does not try to catch up, ms. */
const LONGEST_GAP = 100;
/** Turns from one probe to the next, probes that are needed at first, and those that are remembered. */
const PROBING_INTERVAL = 25;
const FIRST_PROBES = 3;
const PROBES = 5;
/** How many times longer than a whole turn a probe takes that tells nothing. */
const HELD_UP = 3;
/** Turns that the cost of a step is told from. */
const TURNS = 5;
/** Weight of the latest turn in the time that goes to others. */
const WEIGHT = 0.25;

/**
 * Decides how many steps a turn takes: as many as the speed asks for in the time that has passed, but never more than
 * fit into the budget at the measured cost of a step. It knows nothing of the frame rate, so the simulated time passes
 * equally fast on every display.
 *
 * A turn also waits for its answer and for the drawing before it, whatever its steps. Now and then a turn is a probe
 * of a single step, which measures that waiting; it is not counted as the cost of the steps. Where others want the machine
 * as well a single turn tells little, and one that was held up would make the next ones so small that they are nothing but
 * waiting: so it is medians that count.
 */
export class FrameBudget {
  /** Wall time of the last probes, and of a step in the last turns, ms. */
  #probes: number[] = [];
  #costs: number[] = [];
  #largest = 1;
  #turns = 0;
  /** Steps, with a fraction, that are due and not yet taken. */
  #due = 0;
  /** Steps that are asked for in one ms of wall time. */
  #rate = 0;
  /** Steps of the last turn, and wall time from turn to turn that goes to others, ms. */
  #latest = 0;
  #others = 0;
  #isBehind = false;

  /**
   * @param least wall time that the steps of a turn may take, ms
   * @param most the same where drawing and waiting take longer: as much as they do, up to this
   */
  constructor(
    private readonly least: number,
    private readonly most = least,
  ) {}

  /**
   * @param elapsed wall time since the last call, ms
   * @param rate steps asked for in one ms of wall time; infinite for as many as can be
   */
  steps(elapsed: number, rate: number): number {
    this.#others += WEIGHT * (Math.max(0, elapsed - this.#latest * this.#cost) - this.#others);
    // What was due at one speed is not owed at another: slow motion would begin with a leap.
    if (rate !== this.#rate) this.#due = 0;
    this.#rate = rate;
    this.#latest = this.#next(elapsed, rate);
    return this.#latest;
  }

  /** Whether more steps were due at the last turn than it could take. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** @param time wall time that a turn of so many steps took, ms */
  record(steps: number, time: number): void {
    if (steps <= 1) {
      this.#probes = [...this.#probes, time].slice(-PROBES);
      return;
    }
    // Probes that took so much longer than a whole turn were held up, as where a page begins: steps would seem to cost nothing.
    if (HELD_UP * time < median(this.#probes)) this.#probes = [];
    this.#largest = Math.max(this.#largest, steps);
    this.#costs = [...this.#costs, (time - median(this.#probes)) / steps].slice(-TURNS);
  }

  /** Forgets what was measured: the work of a step has changed. */
  restart(): void {
    this.#probes = [];
    this.#costs = [];
    this.#largest = 1;
    this.#due = 0;
  }

  #next(elapsed: number, rate: number): number {
    if (elapsed > 0) this.#due += Math.min(elapsed, LONGEST_GAP) * rate;
    const steps = this.#due < 1 ? 0 : this.#possible();
    this.#due -= steps;
    this.#isBehind = this.#due >= STEPS_AT_ONCE;
    // What does not fit is dropped, not owed: a slow machine would never catch up.
    if (steps !== 1) this.#due = Math.min(this.#due, STEPS_AT_ONCE);
    return steps;
  }

  #possible(): number {
    const probing = this.#turns++ % PROBING_INTERVAL === 0 || this.#probes.length < FIRST_PROBES;
    if (probing) return 1;
    const possible = Math.min(Math.floor(this.#due), this.#affordable());
    return possible > STEPS_AT_ONCE ? possible - (possible % STEPS_AT_ONCE) : possible;
  }

  /** Wall time of a step, ms; 0 if nothing is known. */
  get #cost(): number {
    return Math.max(0, median(this.#costs));
  }

  /** At most twice what was ever taken: beyond, the cost is a guess. */
  #affordable(): number {
    const budget = Math.min(this.most, Math.max(this.least, this.#others));
    const fitting = this.#costs.length > 0 ? Math.floor(budget / this.#cost) : 1;
    return Math.max(2, Math.min(fitting, 2 * this.#largest));
  }
}

/** 0 of no values. */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
