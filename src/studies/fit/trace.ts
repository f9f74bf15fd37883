import { InputError } from '../../input/schema.ts';
import { populationOf, populationSize } from '../../population/columns.ts';
import type { Problem } from '../../problem/problem.ts';
import { type Experiment, type ExperimentInput, parseExperiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';
import { type Window, weightAt } from '../../statistics/recorded.ts';
import { ranges, withCandidates } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { checkFeatures, type Feature, featureDistance, featuresOf } from './features.ts';
import { type Free, freeNumbers, type Range } from './free.ts';
import type { OwnTrace } from './own-trace.ts';
import { tracePrediction } from './trace-prediction.ts';

/** What a recorded potential is fitted with. */
export interface TraceFit {
  readonly trace: OwnTrace;
  /** The experiment that it was recorded in, of one neuron. */
  readonly experiment: ExperimentInput;
  readonly free: readonly string[];
  readonly ranges: Readonly<Record<string, Range>>;
  /** Share of the samples, the last ones, that is held back. */
  readonly hold: number;
  readonly windows?: readonly Window[] | undefined;
}

/**
 * Candidates for a recorded potential, by the `distance` statistic: engines compare as they step.
 * @throws InputError if the experiment cannot be run, or too little is left to be compared
 */
export function traceComparison(given: TraceFit): Comparison {
  const { trace, windows } = given;
  const { fitted, experiment, common } = situationOf(given);
  const times = fitted.map((i) => trace.times[i]!);
  const recorded = {
    times,
    values: fitted.map((i) => trace.values[i]!),
    windows: windows?.map((one) => ({ ...one })),
  };
  const problem = problemOf(
    { ...experiment, statistics: [{ distance: recorded }] },
    common.free,
    times.at(-1)!,
  );
  return {
    ...common,
    unit: 'mV',
    numbers: effectiveNumbers(times.map((time) => weightAt(time, windows))),
    problem: (values) => withCandidates(problem, common.free, values),
    distances: (simulation) => simulation.statistic('distance'),
  };
}

/**
 * The same by features: statistics of the recording, from where the first window begins. Their distance has no errors that it could be
 * held against: the spread is that of the tolerance.
 * @throws InputError if one is no statistic, or the recording has none of them
 */
export async function featureComparison(given: TraceFit, features: readonly Feature[]): Promise<Comparison> {
  checkFeatures(features);
  const { trace, windows } = given;
  const { fitted, experiment, common } = situationOf(given);
  const measured: ExperimentInput = {
    ...experiment,
    statistics: features.map(({ name }) => name) as ExperimentInput['statistics'],
    measure: { from: Math.min(...(windows ?? [{ from: 0 }]).map(({ from }) => from)) },
  };
  const problem = problemOf(measured, common.free, trace.times[fitted.at(-1)!]!);
  const measuredFeatures = await featuresOf(trace, features, problem);
  return {
    ...common,
    unit: '1',
    numbers: 0,
    problem: (values) => withCandidates(problem, common.free, values),
    distances: featureDistance(measuredFeatures),
  };
}

/** Which samples of a recording are fitted, and which are held back: the last ones of those that count. */
export function samplesOf({ trace, windows, hold }: Pick<TraceFit, 'trace' | 'windows' | 'hold'>) {
  const counted = [...trace.times.keys()].filter(
    (i) => trace.times[i]! > 0 && weightAt(trace.times[i]!, windows) > 0,
  );
  const end = Math.round((1 - hold) * counted.length);
  return { fitted: counted.slice(0, end), held: counted.slice(end) };
}

/** Which samples are fitted, by neurons in which experiment, and what is the same whatever they are compared by. */
function situationOf(fit: TraceFit) {
  const { trace, experiment: given, free: names, ranges: drawn } = fit;
  const { fitted, held } = samplesOf(fit);
  if (fitted.length <= names.length)
    throw new InputError(
      `${fitted.length} samples of ${trace.name} are left for ${names.length} free numbers; give other windows, or hold back less`,
    );
  const times = fitted.map((i) => trace.times[i]!);
  const free = freeNumbers(oneNeuron(given, times.at(-1)!), names, drawn);
  const experiment = stepped(given, free, times);
  const duration = trace.times.at(-1)!;
  const data = (part: readonly number[]) =>
    part.map((i) => ({ at: trace.times[i]!, value: trace.values[i]! }));
  const prediction = tracePrediction(problemOf(experiment, free, duration), free, {
    fitted: data(fitted),
    held: data(held),
  });
  return { fitted, experiment, common: { experiment: { ...experiment, duration }, free, prediction } };
}

/** How many numbers that weigh the same would say as much. */
export const effectiveNumbers = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + weight) ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0);

/** @throws InputError if the experiment is not one of one neuron */
function oneNeuron(experiment: ExperimentInput, duration: number): Experiment {
  const parsed = parseExperiment({ ...experiment, ...plain, duration });
  const size = populationSize(populationOf(parsed));
  if (size !== 1)
    throw new InputError(
      `the experiment has ${size} neurons, and a recording is of one; leave out "sweep", "sample", "trials" and "bands", and free what is not known`,
    );
  return parsed;
}

/** What a fit says itself. */
const plain = { statistics: undefined, record: undefined, measure: undefined, accuracy: undefined } as const;

/** The experiment with a step that all of its range allows and, where that can be, of which samples are whole numbers apart. */
function stepped(given: ExperimentInput, free: readonly Free[], times: readonly number[]): ExperimentInput {
  const experiment = { ...given, ...plain };
  if (experiment.dt !== undefined) return experiment;
  const { dt } = parseExperiment({
    ...experiment,
    duration: times.at(-1)!,
    sample: { count: 2, vary: ranges(free) },
  });
  const interval = intervalOf(times);
  return {
    ...experiment,
    dt: interval === undefined || interval < dt ? dt : interval / Math.ceil(interval / dt - ROUNDING),
  };
}

/** Relative: what decimals in a file leave of even times. */
const ROUNDING = 1e-6;

/** The time between two samples, ms; undefined where it changes. */
function intervalOf(times: readonly number[]): number | undefined {
  const interval = (times.at(-1)! - times[0]!) / (times.length - 1);
  const isEven = times.every((time, i) => Math.abs(time - times[0]! - i * interval) < 1e-3 * interval);
  return isEven ? Number(interval.toPrecision(9)) : undefined;
}

/** Neurons all over the range, for as long as it takes. */
function problemOf(experiment: ExperimentInput, free: readonly Free[], lasting: number): Problem {
  const dt = experiment.dt!;
  const duration = Math.ceil(lasting / dt - ROUNDING) * dt;
  return prepare(
    parseExperiment({ ...experiment, duration, sample: { count: 2, method: 'random', vary: ranges(free) } }),
  );
}
