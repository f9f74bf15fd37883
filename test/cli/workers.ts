import type * as node from '../../src/threads/node.ts';

/** Threads that run what is built: from the source they would look for it beside the source. For `vi.mock`. */
export function builtWorkers({ nodeThreads, ...others }: typeof node): typeof node {
  const built = new URL('../../dist/cli/node-worker.js', import.meta.url);
  return { ...others, nodeThreads: (count?: number) => nodeThreads(count, built) };
}
