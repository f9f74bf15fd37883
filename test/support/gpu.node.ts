import { create, globals } from 'webgpu';
import { waitPatiently } from '../../src/threads/node.ts';

Object.assign(globalThis, globals);
// Tests are of what the command runs.
waitPatiently();

// Held by this module alone: a GPU object in a global keeps Node from exiting.
export const gpu: GPU = create([]);

/** Closures and vectors need no GPU, and are the same in every host: one is enough for them. */
export const hasReference = true;
