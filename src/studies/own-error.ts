import { type Progress, runExperiment } from '../engine/run.ts';
import type { Measures } from '../engine/simulation.ts';
import { integrators } from '../integrators/catalogue.ts';
import { columnsOf, populationOf } from '../population/columns.ts';
import type { Problem } from '../problem/problem.ts';
import { type Experiment, validRange } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { chosenStep } from '../protocol/step.ts';
import { type Distance, distances, type Firing, firingIn, firingOf, lendCpu } from './firing.ts';
import { isRandom, type Range, representatives, selectionOf, thinned } from './selection.ts';

/** How the error of a run is estimated. */
export interface EstimateOptions {
  /** What the run was computed in. */
  readonly digits: 'float32' | 'float64';
  /** The neurons that were run, where those are a part of the population. */
  readonly part?: Range | undefined;
  /** Most neurons that are run again; 24 by default. */
  readonly cells?: number | undefined;
  /** Wall time (s) that it may compute for, about: with less, fewer neurons are run again, and less than the whole of the run. */
  readonly seconds?: number | undefined;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a run lies from runs in float64, by neurons that stand for its population. */
export interface OwnError {
  /** Neurons that were run again, of how many. */
  readonly cells: number;
  readonly ofCells: number;
  /** Simulated time that was run again, of how much, ms. */
  readonly duration: number;
  readonly ofDuration: number;
  /** Step (ms) and integrator of the run in float64 that this one is held to. Under random inputs they are those of this one. */
  readonly reference: { readonly dt: number; readonly integrator: string };
  /** Whether random inputs keep the error of the step from being known: then all that is known is what rounding does. */
  readonly random: boolean;
  /** Neurons that fire in one of both. */
  readonly firing: number;
  /** Neurons of which one run has two spikes or more that the other has not, or is silent alone. */
  readonly otherSpikes: readonly number[];
  /** The largest error. */
  readonly total: Worst;
  /** What rounding to float32 alone does at the same step. */
  readonly rounding: Worst;
  /** Neurons whose spikes rounding decides, with how far it moves their first or last one, ms; null where it makes others. */
  readonly sensitive: readonly { readonly cell: number; readonly moved: number | null }[];
}

/** The largest difference of a rate, %, and of the time of a last spike, ms, with the neurons; null where no neuron fires. */
export interface Worst {
  readonly ratePercent: number;
  readonly rateCell: number | null;
  readonly lastSpike: number | null;
  readonly lastSpikeCell: number | null;
}

const CELLS = 24;
/** Fewest neurons that are run again where time is short, as many as vectors hold; then fewer steps are. */
const FEWEST = 4;
/** Steps of the reference for one of the run: at least, and at most. */
const FINER = { least: 4, most: 64 } as const;
const MOST_STEPS = 0x7fffffff;
/** Part of the time in which the whole is tried; steps of the other runs, as they cost, for one of the run. */
const TRIED = 0.5;
const OTHERS = 1.5;
/** The part of a number that rounding to float32 leaves out. */
const ROUNDING = 2 ** -24;
/**
 * Times its own size that rounding moves a spike by, as a part of its time, from which on a result is sensitive. Rounding gathers
 * from step to step; where cells fire repetitively it moves spikes by up to 1000 times its size, however near to the onset.
 */
const AMPLIFIED = 1e4;

/**
 * How far a run lies from the solution, by neurons that stand for its population: beside a run in float64 at a quarter of the
 * step, or less where the fastest neuron needs less, and beside one in float64 at the same step.
 * @param measures what was measured of the neurons that were run
 * @throws DivergedError if a neuron diverges in float64
 */
export async function estimateError(
  experiment: Experiment,
  measures: Measures,
  options: EstimateOptions,
): Promise<OwnError> {
  const silent = { ...experiment, record: { spikes: false } };
  const run = prepare(silent);
  const random = isRandom(run.system);
  const { problem: fine, times } = random ? { problem: run, times: 1 } : referenceOf(silent);
  const neurons = options.part ?? run.population;
  const all = representatives(silent, options.cells ?? CELLS, neurons);
  const pilot = await trySome({ run, fine, times }, all, options);
  const { cells, steps } = pilot;
  const part = (problem: Problem, each: number): Problem => ({
    ...selectionOf(problem, cells),
    steps: steps * each,
    windowStart: Math.floor((run.windowStart * steps) / run.steps) * each,
  });
  const firing = (problem: Problem, digits: 'float32' | 'float64') =>
    firingOf(problem, lendCpu(digits), options.signal);

  const reference = pilot.firing ?? (await firing(part(fine, times), 'float64'));
  const double = random ? reference : await firing(part(run, 1), 'float64');
  const places = cells.map((cell) => cell - neurons.first);
  const own = steps === run.steps ? firingIn(measures, places) : await firing(part(run, 1), options.digits);
  const single = options.digits === 'float32' ? own : await firing(part(run, 1), 'float32');
  const [total, rounding] = [distances(own, reference), distances(single, double)];
  return {
    cells: cells.length,
    ofCells: neurons.count,
    duration: steps * run.dt,
    ofDuration: run.steps * run.dt,
    reference: { dt: fine.dt, integrator: fine.integrator.name },
    random,
    firing: cells.filter((_, i) => own.spikes[i]! > 0 || reference.spikes[i]! > 0).length,
    otherSpikes: cells.filter((_, i) => total[i]!.differs),
    total: worstOf(total, cells),
    rounding: worstOf(rounding, cells),
    sensitive: cells.flatMap((cell, i) => sensitivity(cell, rounding[i]!)),
  };
}

/** What the run of an experiment is held to, and its steps for one of the run. */
export function referenceOf(experiment: Experiment): { readonly problem: Problem; readonly times: number } {
  const times = timesFiner(experiment);
  return { problem: finer(experiment, times), times };
}

/** Steps of the reference for one of the run: it follows the fastest neuron, too. */
function timesFiner(experiment: Experiment): number {
  const columns = columnsOf(populationOf(experiment), (path) => validRange(experiment.model, path));
  const chosen = chosenStep(experiment.model, experiment, columns);
  return Math.min(Math.max(FINER.least, Math.ceil(experiment.dt / chosen - 1e-9)), FINER.most);
}

/** The same at a finer step; for a method of first order, whose error that would only divide, by the default one. */
function finer(experiment: Experiment, times: number): Problem {
  const { order } = integrators[experiment.integrator];
  const integrator = order > 1 ? experiment.integrator : 'strang';
  return prepare({ ...experiment, integrator, dt: experiment.dt / times });
}

/** Neurons and steps of the run that are run again, and how the neurons fire in the reference, if that is known already. */
interface Pilot {
  readonly cells: readonly number[];
  readonly steps: number;
  readonly firing?: Firing;
}

/** Runs the reference for all neurons and steps, or, where that takes too long, says how many of them there is time for. */
async function trySome(
  { run, fine, times }: { readonly run: Problem; readonly fine: Problem; readonly times: number },
  cells: readonly number[],
  { seconds = Number.POSITIVE_INFINITY, signal }: EstimateOptions,
): Promise<Pilot> {
  const countable = Math.min(run.steps, Math.floor(MOST_STEPS / times));
  const problem = {
    ...selectionOf(fine, cells),
    steps: countable * times,
    windowStart: Math.floor((run.windowStart * countable) / run.steps) * times,
  };
  const late = new AbortController();
  let share = 1;
  let begun = Number.NaN;
  const onProgress = ({ stepsDone }: Progress) => {
    signal?.throwIfAborted();
    const taken = (performance.now() - begun) / 1000;
    if (taken < TRIED * seconds || stepsDone === problem.steps) return;
    // The other runs need a part of the time as well.
    share = (stepsDone / problem.steps) * (((1 - TRIED) * seconds) / taken) * (times / (times + OTHERS));
    late.abort();
  };
  try {
    const firing = await lendCpu('float64')(problem, (simulation) => {
      // Compiling takes as long for few as for many.
      begun = performance.now();
      return runExperiment(simulation, { onProgress, signal: late.signal });
    });
    return { cells, steps: countable, firing };
  } catch (error) {
    if (error !== late.signal.reason) throw error;
    return fitting(cells, share, countable);
  }
}

/** @param share of all neurons and steps that there is time for */
function fitting(cells: readonly number[], share: number, steps: number): Pilot {
  const some = Math.floor(cells.length * share);
  if (some >= Math.min(FEWEST, cells.length)) return { cells: thinned(cells, some), steps };
  const few = thinned(cells, FEWEST);
  const left = Math.floor((steps * share * Math.max(cells.length, FEWEST)) / FEWEST);
  return { cells: few, steps: Math.max(1, Math.min(steps, left)) };
}

function worstOf(all: readonly Distance[], cells: readonly number[]): Worst {
  const rate = largest(all.map((one) => one.rate));
  const last = largest(all.map((one) => one.last));
  return {
    ratePercent: rate?.value ?? 0,
    rateCell: rate && rate.value > 0 ? cells[rate.index]! : null,
    lastSpike: last?.value ?? null,
    lastSpikeCell: last ? cells[last.index]! : null,
  };
}

/** The largest of some numbers that is not NaN. */
function largest(values: readonly number[]): { readonly value: number; readonly index: number } | undefined {
  return values.reduce<{ value: number; index: number } | undefined>(
    (best, value, index) => (value > (best?.value ?? -1) ? { value, index } : best),
    undefined,
  );
}

function sensitivity(cell: number, { first, last, time, differs }: Distance): OwnError['sensitive'] {
  if (differs) return [{ cell, moved: null }];
  const moved = Math.max(first, last);
  return moved > AMPLIFIED * ROUNDING * time ? [{ cell, moved }] : [];
}
