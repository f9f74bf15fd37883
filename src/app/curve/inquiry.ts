import { signal } from '@preact/signals';
import { texts } from '../texts/language.ts';

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
  | { readonly is: 'failed'; readonly key: string; readonly reason: string };

/** What the thread that works on a question sends back. */
export type Reply<Answer> =
  | { readonly stage: Stage }
  | { readonly answer: Answer }
  | { readonly reason: string };

/** Two questions that have the same key have the same answer. */
export const keyOf = (question: object): string => JSON.stringify(question);

/**
 * A question that takes seconds: a thread of its own works on it, which ends with the answer or when it is given up. The answer
 * is kept together with what was asked, because meanwhile something else may be of interest.
 */
export class Inquiry<Question extends object, Answer> {
  readonly standing = signal<Standing<Answer>>({ is: 'open' });
  #thread: Worker | undefined;

  ask(question: Question): void {
    this.cancel();
    const key = keyOf(question);
    const thread = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.#thread = thread;
    const asked = { is: 'asked', key, since: performance.now() } as const;
    const end = (standing: Standing<Answer>) => {
      if (thread !== this.#thread) return;
      this.#end();
      this.standing.value = standing;
    };
    thread.addEventListener('message', ({ data }: MessageEvent<Reply<Answer>>) => {
      if ('answer' in data) end({ is: 'answered', key, answer: data.answer });
      else if ('reason' in data) end({ is: 'failed', key, reason: data.reason });
      else if (thread === this.#thread) this.standing.value = { ...asked, stage: data.stage };
    });
    thread.addEventListener('error', ({ message }) =>
      end({ is: 'failed', key, reason: message || texts.value.news.notLoaded }),
    );
    this.standing.value = asked;
    thread.postMessage(question);
  }

  /** Gives up what is being worked on. */
  cancel(): void {
    if (!this.#thread) return;
    this.#end();
    this.standing.value = { is: 'open' };
  }

  #end(): void {
    this.#thread?.terminate();
    this.#thread = undefined;
  }
}
