import { batch, signal } from '@preact/signals';
import type { FitQuestion } from '../../studies/fit/question.ts';
import { texts } from '../texts/language.ts';
import type { FitRequest, FittedRound } from './rounds.ts';

/** What the thread sends back. */
type Reply = { readonly round: FittedRound } | { readonly reason: string };

/** A fit that goes on round by round in a thread of its own, which ends with the fit. */
export class Fitter {
  /** What is compared; none where nothing is. */
  readonly question = signal<FitQuestion | undefined>(undefined);
  readonly rounds = signal<readonly FittedRound[]>([]);
  /** Whether a round is under way. */
  readonly busy = signal(false);
  /** Why there is none. */
  readonly failure = signal<string | undefined>(undefined);
  #thread: Worker | undefined;

  /** Begins with the first round. @param onRound gets every round that is asked for */
  begin(request: FitRequest, onRound: (round: FittedRound) => void): void {
    this.end();
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
    this.#thread = thread;
    const fail = (reason: string) => {
      if (thread !== this.#thread) return;
      this.end();
      this.failure.value = reason;
    };
    thread.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      if ('reason' in data) fail(data.reason);
      if (!('round' in data) || thread !== this.#thread) return;
      batch(() => {
        this.busy.value = false;
        this.rounds.value = [...this.rounds.value, data.round];
      });
      // What has come to its end is asked nothing more.
      if (data.round.ending) thread.terminate();
      onRound(data.round);
    });
    thread.addEventListener('error', ({ message }) => fail(message || texts.value.news.notLoaded));
    this.question.value = request.question;
    this.#ask(request);
  }

  /** Asks for another round, unless one is under way or the last one was the end. */
  another(): void {
    const last = this.rounds.value.at(-1);
    if (last && !last.ending && !this.busy.value) this.#ask('another');
  }

  /** Gives up what was found and what is under way. */
  end(): void {
    this.#thread?.terminate();
    this.#thread = undefined;
    batch(() => {
      this.question.value = undefined;
      this.rounds.value = [];
      this.busy.value = false;
      this.failure.value = undefined;
    });
  }

  #ask(message: FitRequest | 'another'): void {
    this.busy.value = true;
    this.#thread!.postMessage(message);
  }
}
