/**
 * Loligo as a library: models, experiments, engines and analysis. Nothing here needs a DOM or Node.
 * @module loligo
 */
export { type Curve, curveOf, type Rates, type Summary, summarise } from './analysis/curve.ts';
export { type Derivative, type Differences, derivativeFrom } from './analysis/derivative.ts';
export type { Matrix } from './analysis/least-squares.ts';
export { type Fitted, levenbergMarquardt, type Minimum } from './analysis/levenberg-marquardt.ts';
export { type Design, type Ends, type Indices, sobolDesign, sobolIndices } from './analysis/sobol-indices.ts';
export type { BranchEnd, CycleBranch } from './dynamics/branches.ts';
export type { Cycle, CyclePoint } from './dynamics/cycle.ts';
export { type Diagram, type DiagramOptions, diagramOf } from './dynamics/diagram.ts';
export { type Equilibrium, type EquilibriumBranch, equilibriaOf, type Span } from './dynamics/equilibria.ts';
export type { Excitability, Onset } from './dynamics/excitability.ts';
export { Flow, type SlopesAlone } from './dynamics/flow.ts';
export { type Hopf, hopfAt } from './dynamics/hopf.ts';
export { impedanceAt, type Linearised } from './dynamics/impedance.ts';
export type { Complex, ComplexVector } from './dynamics/linear.ts';
export { inBands } from './engine/bands.ts';
export { initialStates } from './engine/beginning.ts';
export type { ShareMemory } from './engine/cpu/hand-over.ts';
export type { Digits } from './engine/cpu/kernel.ts';
export { type CpuOptions, CpuSimulation } from './engine/cpu/simulation.ts';
export { sameThread, type Thread, ThreadLostError, type Threads } from './engine/cpu/threads.ts';
export type { StateArrays, Work } from './engine/initial.ts';
export { mergeMeasures, mergeSpikes } from './engine/parts.ts';
export type { EventList, HeldBack } from './engine/recording.ts';
export { type ReferenceOptions, ReferenceSimulation } from './engine/reference/simulation.ts';
export type { Kept, KeptRow, Resumable } from './engine/resumable.ts';
export { type Progress, type RunOptions, runExperiment } from './engine/run.ts';
export {
  type AdapterDescription,
  DivergedError,
  type MeasureName,
  type Measures,
  type PerCell,
  type Simulation,
  type Snapshot,
  type Spikes,
  type Traces,
} from './engine/simulation.ts';
export { type Acquired, NoAdapterError, requestDevice } from './engine/webgpu/device.ts';
export type { ShownPart } from './engine/webgpu/display.ts';
export { generateKernel, type Kernel, type KernelOptions } from './engine/webgpu/kernel.ts';
export { type WebGPUOptions, WebGPUSimulation } from './engine/webgpu/simulation.ts';
export {
  type ExportTarget,
  exportExperiment,
  exportTargets,
  type FindInitial,
} from './exchange/catalogue.ts';
export type { Exported } from './exchange/exporter.ts';
export type { NeuromlSource } from './exchange/neuroml/document.ts';
export { type Imported, importNeuroml } from './exchange/neuroml/read.ts';
export type { InitialStates } from './exchange/neurons.ts';
export type { Call, Expr, Operation, Tables } from './formula/expr.ts';
export type { Range as ValueRange } from './formula/intervals.ts';
export type { KeptType, ValueType } from './formula/schedule.ts';
export { InputError } from './input/schema.ts';
export { integrators } from './integrators/catalogue.ts';
export type { Integrator, StepContext } from './integrators/integrator.ts';
export { membranes } from './model/catalogue.ts';
export { type MembraneEquations, membraneEquations } from './model/equations.ts';
export type {
  Current,
  Density,
  FormulaInput,
  Gate,
  Instantaneous,
  Membrane,
  MembraneInput,
  Named,
  Ohmic,
  Parameter,
  Rates as RateConstants,
  Relaxation,
  Shows,
  Variable,
} from './model/membrane.ts';
export { parseMembrane } from './model/read.ts';
export type { Column } from './population/column.ts';
export { populationSize, type Repeats } from './population/columns.ts';
export { axisValue, variedQuantities } from './population/sweep.ts';
export { partOf } from './problem/parts.ts';
export type {
  Band as PopulationBand,
  Initial,
  Population,
  Problem,
  Recording,
  Sampling,
} from './problem/problem.ts';
export type { Method } from './protocol/bands.ts';
export {
  documentOf,
  type Experiment,
  type ExperimentInput,
  parseExperiment,
  unitOf,
  variableNumbers,
} from './protocol/experiment.ts';
export { prepare, type SystemParts, systemOf } from './protocol/prepare.ts';
export type { OneStimulus } from './protocol/stimuli/catalogue.ts';
export type { Stimulus, StimulusInput } from './protocol/stimulus.ts';
export type { Recorded, Window } from './statistics/recorded.ts';
export type { Detector, Due, Field, Fields, Formulas, Quiet, Statistic } from './statistics/statistic.ts';
export { type Choice, type ChoiceOptions, chooseMethod, describeChoice } from './studies/accuracy.ts';
export {
  type ActivationOptions,
  activation,
  type MeasuredCurve,
  measuredCurve,
} from './studies/activation.ts';
export { type ActivationFit, fitActivation } from './studies/activation-fit.ts';
export {
  type ActivationFunction,
  activationFunctions,
  type FunctionParameter,
  type Scales,
} from './studies/activation-functions.ts';
export { type BranchOptions, bistability } from './studies/bistability.ts';
export { type ClampOptions, clamp } from './studies/clamp.ts';
export { type EquilibriaOptions, type EquilibriaStudy, studyEquilibria } from './studies/equilibria.ts';
export type { Comparison, Datum, Prediction } from './studies/fit/comparison.ts';
export { type Feature, usualFeatures } from './studies/fit/features.ts';
export {
  type Accepted,
  type Estimate,
  type Fit,
  type FitOptions,
  fitModel,
  roundsOf,
} from './studies/fit/fit.ts';
export type { Agreement, Band, Foretold } from './studies/fit/foretell.ts';
export type { Free, Range } from './studies/fit/free.ts';
export type { Ending, Round, Survivors } from './studies/fit/monte-carlo.ts';
export { type OwnPoints, readPoints } from './studies/fit/own-points.ts';
export { type OwnTrace, readTrace, type TraceOptions } from './studies/fit/own-trace.ts';
export type { Points } from './studies/fit/perturbation.ts';
export { type PointsFit, pointsComparison } from './studies/fit/points.ts';
export { fitReport } from './studies/fit/report.ts';
export { featureComparison, type TraceFit, traceComparison } from './studies/fit/trace.ts';
export { type ImpedanceOptions, impedance } from './studies/impedance.ts';
export { type EstimateOptions, estimateError, type OwnError, type Worst } from './studies/own-error.ts';
export { type BandRun, bandRuns } from './studies/own-error-bands.ts';
export { describeError } from './studies/own-error-words.ts';
export { type RefractoryOptions, refractory } from './studies/refractory.ts';
export type { Range as NeuronRange } from './studies/selection.ts';
export { type SensitivityOptions, sensitivity } from './studies/sensitivity.ts';
export {
  type Argument,
  type Evaluate,
  globalSensitivity,
  localSensitivity,
} from './studies/sensitivity-of.ts';
export type { Setup } from './studies/setup.ts';
export type { Finding, Lend, Report, ReportColumn } from './studies/study.ts';
export { type ThresholdOptions, threshold } from './studies/threshold.ts';
export type { Equations, Values } from './system/equations.ts';
export type {
  Again,
  Clamp,
  Derived,
  Input,
  NumberInput,
  Process,
  Quantity,
  State,
  System,
  Time,
} from './system/system.ts';
