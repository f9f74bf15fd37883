/** Loligo as a library: models, experiments, engines and analysis. Nothing here needs a DOM or Node. */
export { type Curve, curveOf, type Rates, type Summary, summarise } from './analysis/curve.ts';
export { type CpuOptions, CpuSimulation } from './engine/cpu/simulation.ts';
export { sameThread, type Thread, ThreadLostError, type Threads } from './engine/cpu/threads.ts';
export { mergeMeasures, mergeSpikes } from './engine/parts.ts';
export { ReferenceSimulation } from './engine/reference/simulation.ts';
export { type Progress, type RunOptions, runExperiment } from './engine/run.ts';
export {
  type AdapterDescription,
  DivergedError,
  type Measures,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from './engine/simulation.ts';
export { NoAdapterError, requestDevice } from './engine/webgpu/device.ts';
export { generateKernel, type Kernel } from './engine/webgpu/kernel.ts';
export { WebGPUSimulation } from './engine/webgpu/simulation.ts';
export { InputError } from './input/schema.ts';
export { integrators } from './integrators/catalogue.ts';
export type { Integrator } from './integrators/integrator.ts';
export { membranes } from './model/catalogue.ts';
export { membraneEquations } from './model/equations.ts';
export type { Current, Gate, Membrane, MembraneInput, Parameter, Variable } from './model/membrane.ts';
export { parseMembrane } from './model/read.ts';
export { populationSize } from './population/columns.ts';
export { axisValue, variedQuantities } from './population/sweep.ts';
export { partOf } from './problem/parts.ts';
export type { Population, Problem, Sampling } from './problem/problem.ts';
export {
  documentOf,
  type Experiment,
  type ExperimentInput,
  parseExperiment,
  unitOf,
  variableNumbers,
} from './protocol/experiment.ts';
export { prepare, systemOf } from './protocol/prepare.ts';
export type { Detector, Field, Statistic } from './statistics/statistic.ts';
export { type BranchOptions, bistability } from './studies/bistability.ts';
export { type RefractoryOptions, refractory } from './studies/refractory.ts';
export type { Setup } from './studies/setup.ts';
export type { Finding, Lend, Report, ReportColumn } from './studies/study.ts';
export { type ThresholdOptions, threshold } from './studies/threshold.ts';
export type { Input, Quantity, State, System, Time } from './system/system.ts';
