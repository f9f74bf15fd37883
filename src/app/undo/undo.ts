import { effect, untracked } from '@preact/signals';
import type { Experiment } from '../../protocol/experiment.ts';
import { applyWork, workIn } from '../link/content.ts';
import type { Content } from '../link/part.ts';
import type { Page } from '../page.ts';
import { History } from './history.ts';

/** Goes back and forth over what was changed on the page. */
export class PageHistory {
  readonly #history = new History<Content>();
  readonly canUndo = this.#history.canUndo;
  readonly canRedo = this.#history.canRedo;

  constructor(private readonly page: Page) {}

  /** Follows the page from now on. */
  start(): void {
    const { wanted, experiment } = this.page.state;
    let former: Experiment | undefined;
    effect(() => {
      if (!wanted.value) return;
      const work = workIn(this.page.state);
      // What is new begins as a wish; what is wanted anew and runs already is there because a wish has failed.
      const failed = wanted.value !== former && wanted.value === experiment.value;
      former = wanted.value;
      untracked(() => (failed ? this.#history.revert(work) : this.#history.note(work, performance.now())));
    });
  }

  undo(): void {
    if (this.#isStill) this.#go(this.#history.undo());
  }

  redo(): void {
    if (this.#isStill) this.#go(this.#history.redo());
  }

  /** In the middle of a stroke of the brush, what would be undone is what was before it. */
  get #isStill(): boolean {
    return !this.page.state.painting.value;
  }

  #go(work: Content | undefined): void {
    if (work) applyWork(this.page, work);
  }
}
