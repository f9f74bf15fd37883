export const gpu: GPU = navigator.gpu;

export const hasReference = false;
