// What draws cells; all that needs three.js.
export { cpuBands, gpuBands } from './bands.ts';
export { PopulationCanvas } from './canvas.ts';
export { CpuRows } from './cpu-rows.ts';
export { GpuRows } from './gpu-rows.ts';
