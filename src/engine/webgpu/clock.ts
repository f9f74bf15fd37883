import type { Kept } from '../resumable.ts';
import type { Stretch } from './dispatcher.ts';
import { RESTART_ALL, RESTART_WINDOW } from './layout.ts';

/** Steps that were taken, where measuring began, and what of it the device has still to be told. */
export class Clock {
  #step = 0;
  #windowStart = 0;
  /** What the next dispatch begins with: 0, RESTART_WINDOW or RESTART_ALL. */
  #restart = RESTART_ALL;

  get step(): number {
    return this.#step;
  }

  /** Step at which the measuring window began. */
  get windowStart(): number {
    return this.#windowStart;
  }

  /** Whether a window has begun that no dispatch has been told of. */
  get isPending(): boolean {
    return this.#restart !== 0;
  }

  /** Measuring begins at the present step. */
  beginWindow(): void {
    this.#windowStart = this.#step;
    this.#restart = Math.max(this.#restart, RESTART_WINDOW);
  }

  /** All that was noted of a run is dropped, and another one begins at a step. */
  restart(step: number): void {
    this.#step = step;
    this.#windowStart = step;
    this.#restart = RESTART_ALL;
  }

  /** Goes on where the rows on the device are. */
  resume({ step, windowStart }: Pick<Kept, 'step' | 'windowStart'>): void {
    this.#step = step;
    this.#windowStart = windowStart;
  }

  /** The next steps. */
  stretch(steps: number): Stretch {
    return { firstStep: this.#step, steps, windowStart: this.#windowStart, restart: this.#restart };
  }

  /** Steps have been taken. */
  pass(steps: number): void {
    this.#step += steps;
    this.#restart = 0;
  }
}
