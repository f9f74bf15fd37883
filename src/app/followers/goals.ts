import { rememberFinished } from '../lessons/finished.ts';
import type { Followed, Follower } from './follower.ts';
import { Repeated } from './meter.ts';

/**
 * Judges the goals of the open lesson: after a change, and a reset is one, the population runs as long as its experiment says, and what was
 * measured at its end counts until the next change.
 */
export class Goals implements Follower {
  readonly #pace = new Repeated(100, () => this.#judge());
  /** Simulated time of the last change, ms. */
  #since = 0;
  /** The lesson that was judged since then. */
  #judged: unknown;

  constructor(private readonly loop: Followed) {}

  changed(): void {
    this.#since = this.loop.time;
    this.#judged = undefined;
    const { goals, progress } = this.loop.state.lessons;
    goals.value = undefined;
    progress.value = 0;
  }

  async turn(running: boolean): Promise<void> {
    const { open } = this.loop.state.lessons;
    if (running && open.value && this.#judged !== open.value) await this.#pace.turn();
  }

  async #judge(): Promise<void> {
    const { state, population, time } = this.loop;
    const { lessons } = state;
    const open = lessons.open.value!;
    const { experiment, simulation } = population;
    lessons.progress.value = Math.min(1, (time - this.#since) / experiment.duration);
    if (lessons.progress.value < 1) return;
    this.#judged = open;
    const { goalsMet } = await import('../../lessons/goals.ts');
    const goals = await goalsMet(open.lesson.goals, experiment, simulation);
    this.loop.check();
    lessons.goals.value = goals;
    if (open.name === undefined || !goals.every(({ met }) => met)) return;
    lessons.finished.value = new Set([...lessons.finished.value, open.name]);
    rememberFinished(lessons.finished.value);
  }
}
