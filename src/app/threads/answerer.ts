import { InputError } from '../../input/schema.ts';
import type { Reply } from './answer.ts';

export interface Asking<Stage> {
  /** What moves to the thread with the question, instead of being copied. */
  readonly handed?: readonly Transferable[];
  /** Gets how far the answer is, where the thread says it. */
  readonly onStage?: (stage: Stage) => void;
}

/** A thread that answers questions (`answer.ts`). It begins with the first one, and what it has loaded or found is there for the next. */
export class Answerer<Question, Answer, Stage = never> {
  #worker: Worker | undefined;
  /** What refuses those that wait, by the port on which their answer comes. */
  readonly #waiting = new Map<MessagePort, (reason: unknown) => void>();

  /** @param open begins the thread */
  constructor(private readonly open: () => Worker) {}

  /**
   * Several questions may be under way.
   * @throws InputError if the thread throws one; Error with what else went wrong there, if its script cannot be loaded, or if it is ended
   */
  ask(question: Question, { handed = [], onStage }: Asking<Stage> = {}): Promise<Answer> {
    const { port1: port, port2 } = new MessageChannel();
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(port, reject);
      port.onmessage = ({ data }: MessageEvent<Reply<Answer, Stage>>) => {
        if ('stage' in data) onStage?.(data.stage);
        else if ('answer' in data) resolve(data.answer);
        else reject(errorOf(data.refused));
      };
      this.#worker ??= this.#begin();
      this.#worker.postMessage(question, [port2, ...handed]);
    });
    return answer.finally(() => {
      this.#waiting.delete(port);
      port.close();
    });
  }

  /** Ends the thread and refuses whoever waits; a later question begins another one. */
  end(reason: unknown = AbortSignal.abort().reason): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const refuse of this.#waiting.values()) refuse(reason);
  }

  #begin(): Worker {
    const worker = this.open();
    worker.addEventListener('error', ({ message }) => {
      if (worker === this.#worker) this.end(lossOf(message));
    });
    return worker;
  }
}

/**
 * Asks a thread of its own, which ends with the answer.
 * @param signal gives the question up, which ends the thread
 * @throws what `Answerer.ask` does, or the reason of the signal
 */
export async function askOnce<Question, Answer, Stage = never>(
  open: () => Worker,
  question: Question,
  { signal, ...asking }: Asking<Stage> & { readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  signal?.throwIfAborted();
  const answerer = new Answerer<Question, Answer, Stage>(open);
  signal?.addEventListener('abort', () => answerer.end(signal.reason));
  return answerer.ask(question, asking).finally(() => answerer.end());
}

const errorOf = ({ name, message }: Pick<Error, 'name' | 'message'>): Error =>
  name === 'InputError' ? new InputError(message) : new Error(message);

/** @param message of the error inside the script; there is none where it could not be loaded */
function lossOf(message: string): Error {
  const what = message ? `has stopped (${message.replace(/\.$/, '')})` : 'could not be loaded';
  return new Error(`what computes it ${what}: try again, or reload the page if that does not help`);
}
