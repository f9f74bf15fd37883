// What draws cells; all that needs three.js.
export { PopulationView } from './population-view.ts';
export { CpuRows, GpuRows } from './rows.ts';
