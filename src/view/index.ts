// What draws cells; all that needs three.js.
export { cpuBands, gpuBands } from './bands.ts';
export { PopulationCanvas } from './canvas.ts';
export { CpuRows, GpuRows } from './rows.ts';
