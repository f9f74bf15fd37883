// What has to be undone when the command is told to stop half-way.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const actions = new Set<() => void>();

/**
 * Has `action` run if a signal stops the process.
 * @returns a function that calls this off
 */
export function onInterrupt(action: () => void): () => void {
  if (actions.size === 0) for (const signal of signals) process.on(signal, stop);
  actions.add(action);
  return () => {
    if (actions.delete(action) && actions.size === 0) for (const signal of signals) process.off(signal, stop);
  };
}

function stop(signal: NodeJS.Signals): void {
  for (const action of [...actions].reverse()) action();
  for (const name of signals) process.off(name, stop);
  // Ending by the signal itself lets a shell or a scheduler see that the command was stopped.
  process.kill(process.pid, signal);
}
