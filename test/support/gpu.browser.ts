export const gpu: GPU = navigator.gpu;
