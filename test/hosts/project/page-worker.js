import { rates } from './rates.js';

// Vite makes a script of a worker unless it is asked for a module: it has no await outside of functions.
rates().then(postMessage);
