import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { Holder } from '../engine/cpu/holder.ts';
import { served } from './link.ts';

// Nobody else has work to do in this thread.
expose(served(new Holder(Number.POSITIVE_INFINITY)), nodeEndpoint(parentPort!));
