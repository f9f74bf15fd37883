import type { Measures, Simulation, Snapshot } from '../../engine/simulation.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Method } from '../../protocol/bands.ts';
import { type ExperimentInput, parseExperiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';
import { distances, lendCpu } from '../../studies/firing.ts';
import { referenceOf } from '../../studies/own-error.ts';
import { isRandom, selectionOf } from '../../studies/selection.ts';

/** Simulated time that is run twice, ms: some spikes of a cell that fires at 20 Hz. */
const WINDOW = 200;

/** Some cells of a population and where they are. */
export interface Question {
  readonly document: ExperimentInput;
  /** Their numbers in the population. */
  readonly cells: readonly number[];
  /** What the population is computed in. */
  readonly digits: 'float32' | 'float64';
  /** The state of these cells, in their order; where the run begins if there is none. */
  readonly start: Snapshot | undefined;
}

/** How far apart some cells are after a while that start from one state, by the steps of the population and by finer ones. */
export interface Estimate {
  /** Random inputs act: at other steps they are others, and nothing can be compared. */
  readonly random: boolean;
  readonly cells: number;
  /** Simulated time that was run, ms. */
  readonly window: number;
  /** Cells that fired; of these, how many have spikes that they do not have in the other run. */
  readonly firing: number;
  readonly otherSpikes: number;
  /** The largest difference of a rate, %, and of the time of a last spike, ms; undefined where there is none to compare. */
  readonly ratePercent: number | undefined;
  readonly spikeTime: number | undefined;
}

/** What is said of one band, by its method; of a population without bands it is all there is to say. */
export interface BandEstimate extends Estimate {
  readonly method: Method;
}

/**
 * Runs the cells of a question by the steps of the population, and in float64 by a quarter of them or less.
 * @throws DivergedError if a cell diverges
 */
export async function estimate({ document, cells, digits, start }: Question): Promise<Estimate> {
  const experiment = { ...parseExperiment(document), record: { spikes: false } };
  const run = prepare(experiment);
  const nothing = { random: false, cells: cells.length, window: 0, firing: 0, otherSpikes: 0 };
  if (isRandom(run.system)) return { ...nothing, random: true, ratePercent: undefined, spikeTime: undefined };
  const { problem: fine, times } = referenceOf(experiment);
  const steps = Math.round(WINDOW / run.dt);
  const after = (problem: Problem, precision: Question['digits'], count: number): Promise<Measures> =>
    lendCpu(precision)(selectionOf(problem, cells), (simulation) => goOn(simulation, start, count));
  const own = await after(run, digits, steps);
  const exact = await after(fine, 'float64', steps * times);

  const apart = distances(own, exact);
  const fires = cells.map((_, i) => own.spikes[i]! > 0 || exact.spikes[i]! > 0);
  const alike = apart.filter(({ differs }, i) => fires[i] && !differs);
  return {
    ...nothing,
    window: steps * run.dt,
    firing: fires.filter(Boolean).length,
    otherSpikes: apart.filter(({ differs }) => differs).length,
    ratePercent: largest(alike.map(({ rate }) => rate)),
    spikeTime: largest(alike.map(({ last }) => last)),
  };
}

async function goOn(simulation: Simulation, start: Snapshot | undefined, steps: number): Promise<Measures> {
  if (start) await simulation.restore(start);
  simulation.beginMeasuring();
  await simulation.advance(steps);
  return simulation.measures();
}

/** The largest of some numbers, among which NaN stands for none. */
const largest = (values: readonly number[]): number | undefined =>
  values.reduce<number | undefined>(
    (most, value) => (Number.isNaN(value) || value < (most ?? 0) ? most : value),
    undefined,
  );
