import { type Endpoint, type Remote, releaseProxy, transfer, wrap } from 'comlink';
import type { Holder } from '../engine/cpu/holder.ts';
import { type Thread, ThreadLostError } from '../engine/cpu/threads.ts';

/** A worker, of a browser or of Node. */
export interface Channel {
  readonly endpoint: Endpoint;
  /** @param listener gets what happened if the worker is gone, as a part of a sentence */
  onLost(listener: (what: string) => void): void;
  terminate(): void;
}

/** A thread at the other end of a channel. @param name of what it holds, for messages */
export function threadOf(channel: Channel, name: string): Thread {
  const remote = wrap<Holder>(channel.endpoint);
  const calls = new Calls();
  const close = (reason: () => Error) => {
    if (!calls.end(reason)) return;
    // Otherwise the proxy and the worker would keep each other.
    remote[releaseProxy]();
    channel.terminate();
  };
  channel.onLost((what) => close(() => new ThreadLostError(`the thread that holds ${name} ${what}`)));
  return {
    holder: answering(remote, calls),
    close: () => close(() => new Error(`the thread that holds ${name} has been closed`)),
  };
}

/** What a worker answers calls with: arrays move to who called, instead of being copied. */
export function served(holder: Holder): object {
  return new Proxy(holder, {
    get: (target, method) => {
      const called = Reflect.get(target, method, target);
      if (typeof called !== 'function') return called;
      return async (...args: unknown[]) => {
        return moved(await Reflect.apply(called, target, args));
      };
    },
  });
}

/** The same value, whose arrays move instead of being copied. */
function moved<Value>(value: Value): Value {
  const buffers = buffersIn(value);
  return buffers.length > 0 ? transfer(value, buffers) : value;
}

/** Memory of the arrays in a value that is not shared. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(buffersIn))];
}

/** The same holder, whose calls are refused once its thread is gone. Arrays that it is given move there: they are made for it. */
function answering(remote: Remote<Holder>, calls: Calls): Thread['holder'] {
  const call = (method: string, args: unknown[]) =>
    calls.wait(() =>
      (remote as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[method]!(
        ...args.map((arg) => moved(arg)),
      ),
    );
  return new Proxy({} as Thread['holder'], {
    get:
      (_, method: string) =>
      (...args: unknown[]) =>
        call(method, args),
  });
}

/** Calls into a thread. One that is gone answers no call: those that wait, and all later ones, are refused. */
class Calls {
  readonly #waiting = new Set<(reason: Error) => void>();
  /** Says why no call can be answered any more. An error that is kept would keep what was on the stack when it was made. */
  #reason: (() => Error) | undefined;

  async wait<Result>(send: () => PromiseLike<Result>): Promise<Result> {
    if (this.#reason) throw this.#reason();
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      const settled = () => this.#waiting.delete(reject);
      send().then(resolve, reject).then(settled, settled);
    });
  }

  /** @returns whether calls were answered until now */
  end(reason: () => Error): boolean {
    if (this.#reason) return false;
    this.#reason = reason;
    for (const reject of this.#waiting) reject(reason());
    return true;
  }
}
