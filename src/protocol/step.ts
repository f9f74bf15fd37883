import { integrators } from '../integrators/catalogue.ts';
import type { Integrator } from '../integrators/integrator.ts';
import { POTENTIAL } from '../model/equations.ts';
import type { Membrane } from '../model/membrane.ts';
import { type Column, extremesIn } from '../population/column.ts';
import { populationOf, populationSize } from '../population/columns.ts';
import { cornersOf } from '../population/corners.ts';
import { MOST_TRIED, type Pace, Trial } from '../system/trial.ts';
import type { Experiment } from './experiment.ts';
import { membraneSystem } from './system.ts';

/** The steps to choose from, ms. Each is a whole part of the first: what is a whole number of that one is one of all. */
export const offered: readonly number[] = [
  0.05, 0.025, 0.0125, 0.01, 0.005, 0.0025, 0.00125, 0.001, 0.0005, 0.00025, 0.000125, 0.0001,
];

/** The step where every neuron can be followed with the largest, ms. */
export const LARGEST_STEP = offered[0]!;

/** Times the rate that a decay may have at most: at the peak of a spike it is so large, but not long enough to do harm. */
const BRIEFLY = 1.2;

/** A neuron that has to be followed. */
export interface Followed extends Pace {
  readonly cell: number;
}

/** An experiment whose step is not needed. */
type Situation = Omit<Experiment, 'dt'>;

/** The neurons that stand for a population, with how fast they go. */
export function paces(membrane: Membrane, experiment: Situation, columns: readonly Column[]): Followed[] {
  const { duration } = experiment;
  const dt = LARGEST_STEP;
  const population = populationOf(experiment);
  const cells = cornersOf(population, columns, populationSize(population)).slice(0, MOST_TRIED);
  const system = membraneSystem(membrane, { ...experiment, dt, extremes: extremesIn(columns) });
  const paths = new Map(columns.map(({ path, value }) => [path, value]));
  const values = new Map(
    system.numbers.map(({ path, symbol, value }) => [symbol, paths.get(path) ?? (() => value)]),
  );
  const neurons = {
    system,
    count: cells.length,
    value: (symbol: string, i: number) => values.get(symbol)!(cells[i]!),
  };
  const steps = Math.max(1, Math.ceil(duration / dt));
  return trialOf(membrane, neurons.system)
    .paces(neurons, { dt, steps })
    .map((pace, i) => ({ ...pace, cell: cells[i]! }));
}

/** The largest step that an integrator follows a neuron with, ms. */
function longestStep({ speed, rate }: Pace, { resolution, stability }: Integrator): number {
  return Math.min(resolution / speed, (BRIEFLY * stability) / rate);
}

/** The largest step that a neuron under the first of an experiment's numbers is followed with, whether it is on offer or not, ms. */
export function followedStep(experiment: Experiment): number {
  const [pace] = paces(experiment.model, experiment, []);
  return longestStep(pace!, integrators[experiment.integrator]);
}

/**
 * The step of an experiment that names none: the largest on offer that its integrator follows all neurons with, and of which
 * the sampling interval is a whole number if it is one of any.
 */
export function chosenStep(membrane: Membrane, experiment: Situation, columns: readonly Column[]): number {
  const integrator = integrators[experiment.integrator];
  const longest = Math.min(
    ...paces(membrane, experiment, columns).map((pace) => longestStep(pace, integrator)),
  );
  const fine = offered.filter((dt) => dt <= longest);
  const every = experiment.record.traces?.every;
  const fitting = every === undefined ? fine : fine.filter((dt) => isWhole(every / dt));
  return fitting[0] ?? fine[0] ?? offered.at(-1)!;
}

/** Times the longest step that a given one may last before it is remarked on: errors are then some four times as large. */
const TOLERATED = 2;

/** Whether a step is so large for a neuron that it is remarked on. */
export function isTooLarge(dt: number, pace: Pace, integrator: Integrator): boolean {
  return dt > TOLERATED * longestStep(pace, integrator) || dt > (BRIEFLY * integrator.stability) / pace.rate;
}

/** What is to be said of a step that is too large for the population, if it is. */
export function stepRemark(
  membrane: Membrane,
  experiment: Experiment,
  columns: readonly Column[],
  called: (cell: number) => string,
): string | undefined {
  const { dt } = experiment;
  const integrator = integrators[experiment.integrator];
  const bounds = paces(membrane, experiment, columns).map((pace) => ({
    pace,
    longest: longestStep(pace, integrator),
  }));
  const { pace, longest } = bounds.reduce((a, b) => (b.longest < a.longest ? b : a));
  const diverges = dt > (BRIEFLY * integrator.stability) / pace.rate;
  if (!isTooLarge(dt, pace, integrator)) return undefined;
  const inCell = (state: string) => (columns.length > 0 ? `${state} of ${called(pace.cell)}` : state);
  const unit = pace.fastest === POTENTIAL ? 'mV/ms' : '/ms';
  const round = (x: number) => Number(x.toPrecision(3));
  const why = diverges
    ? `the rate of ${inCell(pace.stiffest)} is up to ${round(pace.rate)} /ms, beyond what "${integrator.name}" is stable at`
    : `${inCell(pace.fastest)} changes by up to ${round(pace.slope)} ${unit}`;
  const remedy = offered.find((other) => other <= longest);
  return `dt = ${dt} ms is too large: ${why}; ${remedy === undefined ? `no dt from ${offered.at(-1)} ms on would do` : `dt = ${remedy} ms would do`}`;
}

const isWhole = (count: number): boolean =>
  Math.round(count) >= 1 && Math.abs(count - Math.round(count)) <= 1e-6 * Math.round(count);

/** What a membrane can do, whatever its numbers, by the inputs that it has. */
const trials = new WeakMap<Membrane, Map<string, Trial>>();

function trialOf(membrane: Membrane, system: ConstructorParameters<typeof Trial>[0]): Trial {
  const known = trials.get(membrane) ?? new Map<string, Trial>();
  trials.set(membrane, known);
  const inputs = system.inputs.map(({ name }) => name).join(' ');
  const trial = known.get(inputs) ?? new Trial(system);
  known.set(inputs, trial);
  return trial;
}
