/**
 * What the engines need to use all cores in Node.
 * @module loligo/node
 */
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { ShareMemory } from '../engine/cpu/hand-over.ts';
import type { Threads } from '../engine/cpu/threads.ts';
import { type Channel, threadOf } from './link.ts';

export { waitPatiently } from './patience.ts';

/**
 * Threads of Node.
 * @param count most of them; as many as there are cores by default
 * @param script what they run, which is built beside this module
 */
export function nodeThreads(
  count = availableParallelism(),
  script = new URL('./node-worker.js', import.meta.url),
): Threads {
  return { count, share, open: (name) => threadOf(channel(script), name) };
}

const share: ShareMemory = (bytes) => new SharedArrayBuffer(bytes);

/**
 * Lets WebAssembly multiply and add in one instruction, for all modules of this process that are compiled from now on: the
 * CPU engine is faster by a quarter. Node 20 has it behind a flag, later ones have it without being asked.
 */
export function allowMultiplyAdd(): void {
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

function channel(script: URL): Channel {
  const worker = new Worker(script);
  let closed = false;
  return {
    endpoint: nodeEndpoint(worker),
    onLost: (listener) => {
      worker.on('error', ({ message }) => listener(`has stopped (${message.replace(/\.$/, '')})`));
      worker.on('exit', (code) => closed || listener(`has stopped (exit code ${code})`));
    },
    terminate: () => {
      closed = true;
      void worker.terminate();
    },
  };
}
