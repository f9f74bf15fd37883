import { parentPort } from 'node:worker_threads';
import { rates } from './rates.js';

parentPort?.postMessage(await rates());
