import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);

// Held by this module alone: a GPU object in a global keeps Node from exiting.
export const gpu: GPU = create([]);
