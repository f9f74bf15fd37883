import type { Events } from '../../protocol/experiment.ts';
import type { CellRecord } from '../measures.ts';
import { Quartic } from './quartic.ts';

/** Potentials beyond this (mV) mean that the numbers have left the model. */
const DIVERGED = 1000;
/** Changes of V that are no more than rounding in float32, mV: the same rule for an extreme on both engines. */
const NOISE = 3e-5;

/**
 * How far an extreme may lie beyond the potential next to it, relative to the changes before and after: twice as far as in
 * a parabola. Near a kink, or where the step is coarse, the polynomial through the potentials can swing out.
 */
const EXCESS = 1 / 4;

/** Gets every event: neuron, and time in steps. */
export type EventSink = (cell: number, time: number) => void;

/**
 * Finds events and extremes of V in a population, one potential at a time. shaders/advance.wgsl does the same on the
 * GPU; the rule for an event by prominence is given in docs/numerics.md.
 */
export class Detector {
  /** V one, two and three steps ago. */
  readonly #before1: Float64Array;
  readonly #before2: Float64Array;
  readonly #before3: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #highTime: Float64Array;
  readonly #spikes: Uint32Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #response: Float64Array;
  readonly #peak: Float64Array;
  readonly #trough: Float64Array;
  /** The first neuron found to have diverged: number, time in steps, V in mV. */
  diverged: { cell: number; step: number; V: number } | undefined;
  #windowStart = 0;

  /** @param onset onset of the stimulus in each neuron, in steps */
  constructor(
    cells: number,
    private readonly events: Events,
    private readonly onset: (cell: number) => number,
    private readonly sink: EventSink,
  ) {
    const values = () => new Float64Array(cells);
    [this.#before1, this.#before2, this.#before3] = [values(), values(), values()];
    [this.#low, this.#high, this.#highTime] = [values(), values(), values()];
    [this.#first, this.#last, this.#response] = [values(), values(), values()];
    [this.#peak, this.#trough] = [values(), values()];
    this.#spikes = new Uint32Array(cells);
  }

  /** Forgets everything; V is where the neurons are now. */
  restart(V: Float64Array, step: number): void {
    this.diverged = undefined;
    for (const before of [this.#before1, this.#before2, this.#before3]) before.set(V);
    this.#low.set(V);
    this.#high.fill(Number.NEGATIVE_INFINITY);
    this.#response.fill(Number.NaN);
    this.beginWindow(V, step);
  }

  /** Starts a new measuring window. */
  beginWindow(V: Float64Array, step: number): void {
    this.#windowStart = step;
    this.#spikes.fill(0);
    this.#first.fill(Number.NaN);
    this.#last.fill(Number.NaN);
    this.#peak.set(V);
    this.#trough.set(V);
  }

  /** Takes the step of one neuron that begins at `step` and goes from `V` to `after`. */
  observe(cell: number, step: number, V: number, after: number): void {
    const change = V - this.#before1[cell]!;
    if (turns(change, after - V)) {
      const path = this.#path(cell, V, after);
      const offset = path.extreme();
      const outwards = change > 0 ? 1 : -1;
      const excess = outwards * (path.at(offset) - V);
      const most = EXCESS * (Math.abs(change) + Math.abs(after - V));
      const extreme = V + outwards * Math.min(Math.max(excess, 0), most);
      this.#turn(cell, change > 0, extreme, step + offset);
    }
    if (this.events.kind === 'prominence') {
      if (after < this.#high[cell]! - this.events.height) {
        this.#note(cell, this.#highTime[cell]!);
        this.#high[cell] = Number.NEGATIVE_INFINITY;
        this.#low[cell] = after;
      }
    } else if (V < this.events.level && after >= this.events.level) {
      this.#note(cell, step + this.#path(cell, V, after).crossing(this.events.level));
    }
    this.#before3[cell] = this.#before2[cell]!;
    this.#before2[cell] = this.#before1[cell]!;
    this.#before1[cell] = V;
    if (!this.diverged && !(Math.abs(after) <= DIVERGED)) this.diverged = { cell, step: step + 1, V: after };
  }

  /** What was measured of a neuron that is at V now. */
  record(cell: number, V: number): CellRecord {
    return {
      spikes: this.#spikes[cell]!,
      first: this.#first[cell]!,
      last: this.#last[cell]!,
      response: this.#response[cell]!,
      peak: Math.max(this.#peak[cell]!, V),
      trough: Math.min(this.#trough[cell]!, V),
    };
  }

  #path(cell: number, V: number, after: number): Quartic {
    return new Quartic(this.#before3[cell]!, this.#before2[cell]!, this.#before1[cell]!, V, after);
  }

  #turn(cell: number, isPeak: boolean, extreme: number, time: number): void {
    if (isPeak) {
      this.#peak[cell] = Math.max(this.#peak[cell]!, extreme);
      const rise = extreme - this.#low[cell]!;
      if (this.events.kind === 'prominence' && extreme > this.#high[cell]! && rise >= this.events.height) {
        this.#high[cell] = extreme;
        this.#highTime[cell] = time;
      }
    } else {
      this.#trough[cell] = Math.min(this.#trough[cell]!, extreme);
      if (this.#high[cell] === Number.NEGATIVE_INFINITY)
        this.#low[cell] = Math.min(this.#low[cell]!, extreme);
    }
  }

  #note(cell: number, time: number): void {
    if (Number.isNaN(this.#response[cell]!) && time >= this.onset(cell)) this.#response[cell] = time;
    if (time >= this.#windowStart) {
      if (this.#spikes[cell]!++ === 0) this.#first[cell] = time;
      this.#last[cell] = time;
    }
    this.sink(cell, time);
  }
}

/** Whether V turned between two changes that follow one another: it rose, and does not any more, or it fell. */
function turns(change: number, next: number): boolean {
  return (change > NOISE && next <= NOISE) || (change < -NOISE && next >= -NOISE);
}
