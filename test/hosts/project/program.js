// In Node: alone, with threads, and in a worker.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { allowMultiplyAdd, nodeThreads } from 'loligo/node';
import { rates } from './rates.js';

// Faster in Node 20, which has it behind a flag.
allowMultiplyAdd();
const worker = new Worker(new URL('./program-worker.js', import.meta.url));
const [inWorker] = await once(worker, 'message');
console.log(JSON.stringify([await rates(), await rates(nodeThreads(2)), inWorker]));
