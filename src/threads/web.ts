/**
 * What the CPU engine needs to use all cores in a browser.
 * @module loligo/web
 */
import type { ShareMemory } from '../engine/cpu/hand-over.ts';
import type { Threads } from '../engine/cpu/threads.ts';
import { type Channel, threadOf } from './link.ts';

/** Threads of a browser. @param count most of them; as many as there are cores by default */
export function webThreads(count = navigator.hardwareConcurrency): Threads {
  return { count, share, open: (name) => threadOf(channel(), name) };
}

/** Memory is shared where the page is isolated from other origins. */
const share: ShareMemory | undefined = globalThis.crossOriginIsolated
  ? (bytes) => new SharedArrayBuffer(bytes)
  : undefined;

function channel(): Channel {
  const worker = new Worker(new URL('./web-worker.ts', import.meta.url), { type: 'module' });
  return {
    endpoint: worker,
    onLost: (listener) => {
      worker.addEventListener('error', ({ message }) =>
        // Only an error inside the script has a message.
        listener(message ? `has stopped (${message.replace(/\.$/, '')})` : 'could not be loaded'),
      );
      worker.addEventListener('messageerror', () => listener('sent an answer that cannot be read'));
    },
    terminate: () => worker.terminate(),
  };
}
