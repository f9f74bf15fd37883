import type { Population } from '../engines/populations.ts';
import { Meter } from '../followers/meter.ts';
import type { State } from '../state.ts';
import { FrameBudget } from './frame-budget.ts';

/** What a stepper sees of the loop that it belongs to. */
export interface Stepped {
  readonly state: Pick<State, 'speed'>;
  readonly population: Pick<Population, 'simulation' | 'drawn'>;
  /** Simulated time, ms. */
  readonly time: number;
  /** Simulated times at which somebody has to look, ms: no advance goes beyond them. */
  readonly moments: readonly number[];
  /** Steps were taken. */
  advanced(steps: number): void;
}

/** Steps that are being taken. */
interface Begun {
  readonly steps: number;
  /** When they were begun, and when they are done, on the clock of the page. */
  readonly begin: number;
  readonly end: Promise<number>;
}

/** Has a population take as many steps as are due and fit into the time, or ahead of those who look at it. */
export class Stepper {
  readonly #budget: FrameBudget;
  readonly #meter = new Meter();
  #ahead: Begun | undefined;
  /** Until when steps were asked for, on the clock of the page. */
  #asked = 0;

  /** @param least wall time (ms) that the steps of a turn may take, `most` where drawing and waiting take longer */
  constructor(
    private readonly loop: Stepped,
    [least, most]: readonly [least: number, most: number],
  ) {
    this.#budget = new FrameBudget(least, most);
  }

  /** Whether more steps were due than were taken. */
  get isBehind(): boolean {
    return this.#budget.isBehind;
  }

  /** Whether steps are taken while others look at what was before them. */
  get isAhead(): boolean {
    return this.#ahead !== undefined;
  }

  /** Steps in a second since the last call. @param now ms */
  rate(now: number): number {
    return this.#meter.take(now);
  }

  /** The work of a step has changed. */
  restart(): void {
    this.#budget.restart();
  }

  /** Lets wall time pass in which no steps are due. */
  letPass(now: number): void {
    this.#asked = Math.max(now, this.#asked);
  }

  take(steps: number): Promise<void> {
    return this.#taken(this.#begin(steps));
  }

  /** Takes the steps that are due now, or waits for those that were begun ahead. @returns whether there are any */
  async takeDue(now: number): Promise<boolean> {
    if (this.#ahead) {
      await this.finish();
      return true;
    }
    const steps = this.#due(now);
    if (steps === 0) return false;
    // Otherwise the time of the drawing would be taken for that of the steps.
    await this.loop.population.drawn();
    await this.take(steps);
    return true;
  }

  /** Begins the steps that are due now, before others have looked at what was before them. */
  goAhead(): void {
    const steps = this.#due(performance.now());
    if (steps > 0) this.#ahead = this.#begin(steps);
  }

  /** Waits for steps that were begun ahead. */
  async finish(): Promise<void> {
    const begun = this.#ahead;
    this.#ahead = undefined;
    if (begun) await this.#taken(begun);
  }

  #begin(steps: number): Begun {
    const begin = performance.now();
    const end = this.loop.population.simulation.advance(steps).then(() => performance.now());
    // Who waits for it hears what is wrong.
    end.catch(() => {});
    return { steps, begin, end };
  }

  async #taken({ steps, begin, end }: Begun): Promise<void> {
    const time = (await end) - begin;
    this.loop.advanced(steps);
    this.#budget.record(steps, time);
    this.#meter.add(steps);
  }

  #due(now: number): number {
    const elapsed = now - this.#asked;
    this.#asked = now;
    const { dt } = this.loop.population.simulation.problem;
    const steps = this.#budget.steps(elapsed, this.loop.state.speed.value / (1000 * dt));
    const toMoments = this.loop.moments.map((moment) => Math.round((moment - this.loop.time) / dt));
    return Math.min(steps, ...toMoments.filter((count) => count > 0));
  }
}
