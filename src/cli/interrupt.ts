import { constants } from 'node:os';

// What has to be done when the command is told to stop half-way.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const actions = new Set<() => void | Promise<void>>();

/** What was told to stop has stopped. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/**
 * Has `action` run if a signal stops the process, and waits for what it promises; a second signal does not.
 * @returns a function that calls this off
 */
export function onInterrupt(action: () => void | Promise<void>): () => void {
  if (actions.size === 0) for (const signal of signals) process.on(signal, stop);
  actions.add(action);
  return () => {
    if (actions.delete(action) && actions.size === 0) for (const signal of signals) process.off(signal, stop);
  };
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  for (const name of signals) process.off(name, stop);
  await Promise.allSettled([...actions].reverse().map((action) => action()));
  // Ending by the signal itself lets a shell or a scheduler see that the command was stopped.
  process.kill(process.pid, signal);
  // The first process of a container gets no signal that it does not handle.
  if (process.pid === 1) process.exit(128 + constants.signals[signal]);
}
