import type { ShareMemory } from './hand-over.ts';
import { Holder } from './holder.ts';

/** A thread that holds a part of a population. */
export interface Thread {
  readonly holder: Pick<Holder, keyof Holder>;
  /** Ends it; whoever waits for it is refused. */
  close(): void;
}

/** Where the threads of a population come from. */
export interface Threads {
  /** Most threads that are of use. */
  readonly count: number;
  /** Makes memory that they see as well; where there is none, what they read moves from them. */
  readonly share?: ShareMemory | undefined;
  /** Begins a thread. @param name of what it holds, for messages */
  open(name: string): Thread;
}

/** A thread that is gone, and what it held with it. */
export class ThreadLostError extends Error {
  override readonly name = 'ThreadLostError';
}

/** No thread but this one. @param stint wall time (ms) of work after which others have their turn */
export const sameThread = (stint?: number): Threads => ({
  count: 1,
  open: () => ({ holder: new Holder(stint), close: () => {} }),
});
