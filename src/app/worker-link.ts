import { EngineLostError, messageOf } from './errors.ts';

/** Calls into a worker. A worker that is gone answers no call: those that wait, and all later ones, are refused. */
export class WorkerLink {
  readonly #waiting = new Set<(reason: Error) => void>();
  /** Says why no call can be answered any more. An error that is kept would keep what was on the stack when it was made. */
  #end: (() => Error) | undefined;
  /** What went wrong in a call that nobody waited for. */
  #unheard: Error | undefined;

  constructor(private readonly worker: Worker) {
    worker.addEventListener('error', (event) => {
      // Only an error inside the script has a message.
      this.#lose(event.message ? `has stopped (${messageOf(event.message)})` : 'could not be loaded');
    });
    worker.addEventListener('messageerror', () => this.#lose('sent an answer that cannot be read'));
  }

  /** @throws EngineLostError if the worker is gone, or goes before it answers */
  async call<Result>(send: () => PromiseLike<Result>): Promise<Result> {
    const unheard = this.#end?.() ?? this.#unheard;
    this.#unheard = undefined;
    if (unheard) throw unheard;
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const settled = () => this.#waiting.delete(reject);
      send().then(resolve, reject).then(settled, settled);
    });
  }

  /** A call that nobody waits for; if it fails, the next one that is waited for says so. */
  tell(send: () => PromiseLike<unknown>): void {
    this.call(send).catch((error) => {
      this.#unheard ??= error;
    });
  }

  /** Ends the worker. @param reason told to all who wait */
  close(reason = () => new Error('the CPU engine has been closed')): void {
    if (this.#end) return;
    this.#end = reason;
    this.worker.terminate();
    for (const reject of this.#waiting) reject(reason());
  }

  #lose(what: string): void {
    this.close(
      () =>
        new EngineLostError(`The CPU engine ${what}: try again, or reload the page if that does not help`),
    );
  }
}
