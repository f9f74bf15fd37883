// Runs in Deno, started by pool.ts: one file of tests, whose modules come from Vitest.
import process from 'node:process';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { fromText, toText } from './messages.ts';

// Taken before a test can replace it.
const send = process.send?.bind(process);
if (!send) throw new Error('this is no program of its own: Vitest starts it, see pool.ts');

init({
  serialize: toText,
  deserialize: fromText,
  post: (text: string) => send(text),
  on: (listener) => process.on('message', listener),
  off: (listener) => process.off('message', listener),
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});
