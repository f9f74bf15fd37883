import { rememberFinished } from '../lessons/finished.ts';
import type { Followed, Follower } from './follower.ts';

/**
 * Judges the goals of the open lesson: after a change, and a reset is one, the population runs as long as its experiment says, and what was
 * measured at its end counts until the next change.
 */
export class Goals implements Follower {
  /** Simulated time of the last change, ms. */
  #since = 0;

  constructor(private readonly loop: Followed) {}

  get moment(): number | undefined {
    const { open, goals } = this.loop.state.lessons;
    return open.value && !goals.value ? this.#since + this.loop.population.experiment.duration : undefined;
  }

  changed(): void {
    this.#since = this.loop.time;
    const { goals, progress } = this.loop.state.lessons;
    goals.value = undefined;
    progress.value = 0;
  }

  async turn(): Promise<void> {
    const { moment } = this;
    if (moment === undefined) return;
    const { state, population, time } = this.loop;
    const { duration } = population.experiment;
    const part = Math.max(0, 1 - (moment - time) / duration);
    state.lessons.progress.value = Math.floor(100 * part) / 100;
    if (time > moment - population.simulation.problem.dt / 2) await this.#judge();
  }

  async #judge(): Promise<void> {
    const { state, population } = this.loop;
    const { lessons } = state;
    const open = lessons.open.value!;
    const { goalsMet } = await import('../../lessons/goals.ts');
    const goals = await goalsMet(open.lesson.goals, population.experiment, population.simulation);
    this.loop.check();
    lessons.goals.value = goals;
    if (open.name === undefined || !goals.every(({ met }) => met)) return;
    lessons.finished.value = new Set([...lessons.finished.value, open.name]);
    rememberFinished(lessons.finished.value);
  }
}
