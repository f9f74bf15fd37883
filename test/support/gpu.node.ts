import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);

// Held by this module alone: a GPU object in a global keeps Node from exiting.
export const gpu: GPU = create([]);

/** Closures and vectors need no GPU, and are the same in every host: one is enough for them. */
export const hasReference = true;
