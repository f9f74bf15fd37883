import type { Reply } from '../../src/app/threads/answer.ts';

/** A thread that says what it is told to say, also after its end; it stands for `Worker`. */
export class FakeWorker extends EventTarget {
  static all: FakeWorker[] = [];
  readonly asked: { readonly question: unknown; readonly port: MessagePort }[] = [];
  isOver = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(question: unknown, [port]: [MessagePort]): void {
    this.asked.push({ question, port });
  }

  terminate(): void {
    this.isOver = true;
  }

  /** @param to which of the questions; the latest if nobody says it */
  reply(reply: Reply<unknown, unknown>, to = this.asked.length - 1): void {
    this.asked[to]!.port.postMessage(reply);
  }

  /** What a browser says where the script cannot be loaded, or has thrown an error. @param message of that */
  lose(message = ''): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}
