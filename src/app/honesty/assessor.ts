import type { Estimate, Question } from './estimate.ts';

type Answer = { readonly estimate: Estimate } | { readonly failure: string };

/** The thread that estimates errors, for the whole page, once it is needed. */
let worker: Worker | undefined;
/** Those that wait for it. */
const waiting = new Set<(reason: Error) => void>();

/** Answers a question in a thread of its own. @throws Error if a cell diverges, or there is no such thread */
export function assess(question: Question): Promise<Estimate> {
  worker ??= open();
  const thread = worker;
  const { port1, port2 } = new MessageChannel();
  return new Promise<Estimate>((resolve, reject) => {
    waiting.add(reject);
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      waiting.delete(reject);
      port1.close();
      if ('estimate' in data) resolve(data.estimate);
      else reject(new Error(data.failure));
    };
    thread.postMessage(question, [port2]);
  });
}

function open(): Worker {
  const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  made.addEventListener('error', ({ message }) => {
    worker = undefined;
    made.terminate();
    for (const refuse of waiting) refuse(new Error(message || 'the thread could not be loaded'));
    waiting.clear();
  });
  return made;
}
