// On a page: alone, with threads, and in a worker.
import { webThreads } from 'loligo/web';
import { rates } from './rates.js';

const worker = new Worker(new URL('./page-worker.js', import.meta.url), { type: 'module' });
const inWorker = await new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = reject;
});
const found = JSON.stringify([await rates(), await rates(webThreads(2)), inWorker]);
document.title = found;
