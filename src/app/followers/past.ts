import { DIVERGED, type Snapshot } from '../../engine/simulation.ts';
import type { Change, Followed, Follower } from './follower.ts';
import { Keeper } from './keeper.ts';
import { type Moment, Ring } from './ring.ts';

/**
 * Simulated time before a moment that is gone through as well, so that plots show what led there, ms; less where that is much
 * work, neuron-steps.
 */
const LEAD = 100;
const LEAD_WORK = 4e6;

/** Potentials (mV) up to which formulas of membranes are tried: from beyond, a cell may not find back even by good steps. */
const SOUND = 150;

/** What the past can do that only the loop can. */
export interface Travelling extends Followed {
  /** Goes on from a snapshot, so many steps later, and shows where that leads. */
  restore(snapshot: Snapshot, steps?: number): Promise<void>;
}

/**
 * Keeps what the population went through lately: to go back there, to go on from when the engine is lost or a neuron has
 * diverged. Between two moments that are kept it goes the same way again, to the bit, as long as its values are the same.
 */
export class Past implements Follower {
  readonly #ring = new Ring();
  #keeper: Keeper;
  /** Counts changes of values. */
  #values = 0;
  #travelling = false;
  /** Where the population was taken to, until it goes on from there; what was later is kept until then. */
  #here: { readonly from: Moment; readonly time: number } | undefined;

  constructor(private readonly loop: Travelling) {
    this.#keeper = new Keeper(loop.population.simulation);
  }

  /** A state of now or a little while ago, enough to go on from; none where keeping one would be felt. */
  get snapshot(): Snapshot | undefined {
    return this.#ring.before(this.loop.time)?.snapshot;
  }

  changed(change: Change): void {
    if (this.#travelling) return;
    if (change === 'values') this.#revalue();
    else this.#forget();
    if (change === 'population') this.#keeper = new Keeper(this.loop.population.simulation);
  }

  advanced(): void {
    if (!this.#travelling) this.#goOn();
  }

  async turn(running: boolean): Promise<void> {
    if (this.#isNew() && this.#keeper.due(running)) await this.#keep();
  }

  /** Keeps the present state, if it is not kept yet, so that there is a way back to it. */
  async hold(): Promise<void> {
    if (this.#isNew()) await this.#keep();
  }

  /**
   * Goes to a time that is kept or lies between two that are, as near as that is. Beyond a change of values, only states that
   * were kept can be seen again, as they were.
   * @param wanted ms
   */
  async goTo(wanted: number): Promise<void> {
    await this.hold();
    const { last } = this.#ring;
    if (!last) return;
    const time = Math.min(wanted, last.time);
    const { cells, problem } = this.loop.population.simulation;
    const lead = Math.min(LEAD, (LEAD_WORK / cells) * problem.dt);
    const goesOn = (moment: Moment | undefined) => moment?.values === this.#values;
    const from = [this.#ring.before(time - lead), this.#ring.before(time)].find(goesOn);
    if (from) await this.#travel(from, Math.max(0, Math.round((time - from.time) / problem.dt)));
    else await this.#travel(this.#ring.before(time), 0);
  }

  /** Goes to the latest state in which all was well. @returns whether one is kept */
  async goToSound(): Promise<boolean> {
    const { potential } = this.loop.population.simulation.problem.system;
    const sound = this.#ring.findLast(({ snapshot }) => staysWithin(SOUND, snapshot, potential));
    await this.#travel(sound, 0);
    return sound !== undefined;
  }

  async #travel(from: Moment | undefined, steps: number): Promise<void> {
    if (!from) return;
    this.#travelling = true;
    try {
      await this.loop.restore(from.snapshot, steps);
    } finally {
      this.#travelling = false;
    }
    this.#here = { from, time: steps > 0 ? this.loop.time : from.time };
  }

  /** Whether the present state is worth keeping and is not yet. */
  #isNew(): boolean {
    const isKept = this.#here !== undefined || this.#ring.has(this.loop.time);
    return !isKept && !this.loop.state.diverged.value;
  }

  /** From where the population was taken to it goes another way. */
  #goOn(): void {
    if (!this.#here) return;
    const { from, time } = this.#here;
    this.#here = undefined;
    this.#ring.dropAfter(time);
    if (from.time === time) this.#ring.revalue(this.#values);
    this.#publish();
  }

  /** From now on other values act. */
  #revalue(): void {
    this.#goOn();
    this.#values++;
    if (this.#ring.last?.time === this.loop.time) this.#ring.revalue(this.#values);
  }

  async #keep(): Promise<void> {
    // Otherwise the time of the drawing would be taken for that of the snapshot.
    await this.loop.population.drawn();
    const snapshot = await this.#keeper.take();
    this.loop.check();
    const { potential } = this.loop.population.simulation.problem.system;
    if (!staysWithin(DIVERGED, snapshot, potential)) return;
    this.#ring.add(snapshot, this.#values);
    this.#publish();
  }

  #forget(): void {
    this.#ring.clear();
    this.#here = undefined;
    this.#publish();
  }

  #publish(): void {
    const { first, last } = this.#ring;
    this.loop.state.past.value = first && last && { from: first.time, to: last.time };
  }
}

/** Whether no potential is farther from 0 than so many mV. */
function staysWithin(most: number, { state }: Snapshot, potential: string): boolean {
  const values = state[potential]!;
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i]!) <= most)) return false;
  return true;
}
