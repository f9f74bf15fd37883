import { signal } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { messageOf } from '../texts/errors.ts';
import { askOnce } from '../threads/answerer.ts';

/** What is worked on at present: the first, second ... of so many stages, and in English words. */
export interface Stage {
  readonly number: number;
  readonly of: number;
  readonly words: string;
}

/** How far an answer is, which belongs to the question that was asked. */
export type Standing<Answer> =
  | { readonly is: 'open' }
  /** @property since on the clock of the page, ms @property stage where one is known */
  | {
      readonly is: 'asked';
      readonly key: string;
      readonly since: number;
      readonly stage?: Stage;
    }
  | { readonly is: 'answered'; readonly key: string; readonly answer: Answer }
  /** @property isFault whether it was not for the question that it failed: asked again, it may be answered */
  | { readonly is: 'failed'; readonly key: string; readonly reason: string; readonly isFault: boolean };

/** Two questions that have the same key have the same answer. */
export const keyOf = (question: object): string => JSON.stringify(question);

const open = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/**
 * A question that takes seconds: a thread of its own works on it, which ends with the answer or when it is given up. The answer
 * is kept together with what was asked, because meanwhile something else may be of interest.
 */
export class Inquiry<Question extends object, Answer> {
  readonly standing = signal<Standing<Answer>>({ is: 'open' });
  #giveUp = new AbortController();

  ask(question: Question): void {
    this.cancel();
    this.#giveUp = new AbortController();
    const { signal: givenUp } = this.#giveUp;
    const key = keyOf(question);
    const asked = { is: 'asked', key, since: performance.now() } as const;
    const stand = (standing: Standing<Answer>) => {
      if (!givenUp.aborted) this.standing.value = standing;
    };
    stand(asked);
    askOnce<Question, Answer, Stage>(open, question, {
      signal: givenUp,
      onStage: (stage) => stand({ ...asked, stage }),
    }).then(
      (answer) => stand({ is: 'answered', key, answer }),
      (error) =>
        stand({ is: 'failed', key, reason: messageOf(error), isFault: !(error instanceof InputError) }),
    );
  }

  /** Gives up what is being worked on. */
  cancel(): void {
    if (this.standing.peek().is !== 'asked') return;
    this.#giveUp.abort();
    this.standing.value = { is: 'open' };
  }
}
