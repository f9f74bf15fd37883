import { batch, signal } from '@preact/signals';
import type { FitQuestion } from '../../studies/fit/question.ts';
import { messageOf } from '../texts/errors.ts';
import { Answerer } from '../threads/answerer.ts';
import type { FitMessage, FitRequest, FittedRound } from './rounds.ts';

/** A fit that goes on round by round in a thread of its own, which ends with the fit. */
export class Fitter {
  /** What is compared; none where nothing is. */
  readonly question = signal<FitQuestion | undefined>(undefined);
  readonly rounds = signal<readonly FittedRound[]>([]);
  /** Whether a round is under way. */
  readonly busy = signal(false);
  /** Why there is none. */
  readonly failure = signal<string | undefined>(undefined);
  #thread: Answerer<FitMessage, FittedRound> | undefined;
  #onRound: (round: FittedRound) => void = () => {};

  /** Begins with the first round. @param onRound gets every round that is asked for */
  begin(request: FitRequest, onRound: (round: FittedRound) => void): void {
    this.end();
    this.#thread = new Answerer(
      () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    );
    this.#onRound = onRound;
    this.question.value = request.question;
    void this.#ask(request);
  }

  /** Asks for another round, unless one is under way or the last one was the end. */
  another(): void {
    const last = this.rounds.value.at(-1);
    if (last && !last.ending && !this.busy.value) void this.#ask('another');
  }

  /** Gives up what was found and what is under way. */
  end(): void {
    this.#thread?.end();
    this.#thread = undefined;
    batch(() => {
      this.question.value = undefined;
      this.rounds.value = [];
      this.busy.value = false;
      this.failure.value = undefined;
    });
  }

  async #ask(message: FitMessage): Promise<void> {
    const thread = this.#thread!;
    this.busy.value = true;
    const answer = await thread.ask(message).catch(messageOf);
    // It may have been given up meanwhile, and another fit begun.
    if (thread !== this.#thread) return;
    if (typeof answer === 'string') {
      this.end();
      this.failure.value = answer;
      return;
    }
    batch(() => {
      this.busy.value = false;
      this.rounds.value = [...this.rounds.value, answer];
    });
    // What has come to its end is asked nothing more.
    if (answer.ending) thread.end();
    this.#onRound(answer);
  }
}
