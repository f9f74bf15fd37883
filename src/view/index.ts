// What draws cells; all that needs three.js.
export { PopulationCanvas } from './canvas.ts';
export { CpuRows, GpuRows } from './rows.ts';
