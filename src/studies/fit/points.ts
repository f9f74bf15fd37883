import { InputError } from '../../input/schema.ts';
import { type ExperimentInput, parseExperiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';
import { type Window, weightAt } from '../../statistics/recorded.ts';
import { ranges, withCandidates } from './candidates.ts';
import type { Comparison } from './comparison.ts';
import { freeNumbers, type Range } from './free.ts';
import { runOthers } from './runs.ts';
import { effectiveNumbers } from './trace.ts';

/** What measured rates are fitted with. */
export interface PointsFit {
  readonly points: { readonly name: string; readonly x: readonly number[]; readonly rate: readonly number[] };
  /** The membrane and its parameters; the current is constant, and that of each point in turn. */
  readonly experiment: ExperimentInput;
  /** ms */
  readonly duration: number;
  readonly settle: number;
  readonly free: readonly string[];
  readonly ranges: Readonly<Record<string, Range>>;
  /** Share of the points that is held back, evenly among the others. */
  readonly hold: number;
  /** Parts of the currents that count, and how much; all of them 1 without windows. */
  readonly windows?: readonly Window[] | undefined;
}

const CURRENT = 'stimulus.amplitude';

/**
 * Candidates for rates that were measured at constant currents, each a row of neurons, one for every current.
 * @throws InputError if the experiment cannot be run, or too few points are left
 */
export function pointsComparison(given: PointsFit): Comparison {
  const { points, experiment, free: names, hold, windows } = given;
  const counted = [...points.x.keys()].filter((i) => weightAt(points.x[i]!, windows) > 0);
  const fitted = counted.filter((_, i) => !isHeld(i, hold));
  const held = counted.filter((_, i) => isHeld(i, hold));
  if (fitted.length <= names.length)
    throw new InputError(
      `${fitted.length} points of ${points.name} are left for ${names.length} free numbers; free fewer, give other windows, or hold back less`,
    );
  if (experiment?.bands) throw new InputError('a fit steps all candidates in one way; leave out "bands"');
  const measured: ExperimentInput = {
    ...experiment,
    duration: given.duration,
    measure: { from: given.settle },
    statistics: ['rate'],
  };
  const free = freeNumbers(parseExperiment(measured), names, given.ranges);
  if (free.some(({ path }) => path === CURRENT))
    throw new InputError(`free: ${CURRENT} is that of each point; free something else`);
  const [from, to] = [Math.min(...points.x), Math.max(...points.x)];
  const vary = { ...ranges(free), [CURRENT]: { spaced: { from, to } } };
  const problem = prepare(parseExperiment({ ...measured, sample: { count: 2, method: 'random', vary } }));
  const at = (those: readonly number[]) => ({ path: CURRENT, values: those.map((i) => points.x[i]!) });
  const data = (those: readonly number[]) => those.map((i) => ({ at: points.x[i]!, value: points.rate[i]! }));
  const rates = fitted.map((i) => points.rate[i]!);
  const weights = fitted.map((i) => weightAt(points.x[i]!, windows));
  const order = [...fitted, ...held];
  return {
    experiment: measured,
    free,
    unit: 'Hz',
    numbers: effectiveNumbers(weights),
    problem: (values) => withCandidates(problem, free, values, at(fitted)),
    distances: async (simulation) => distances(await simulation.statistic('rate'), rates, weights),
    prediction: {
      unit: 'Hz',
      fitted: data(fitted),
      held: data(held),
      problem: (values) => withCandidates(problem, free, values, at(order)),
      run: async (simulation, population) => {
        const lost = await runOthers(simulation, population);
        const said = await simulation.statistic('rate');
        for (const cell of lost) said[cell] = Number.NaN;
        return rowsOf(said, order.length);
      },
    },
  };
}

/** Whether a point is held back: every third for a third, and so on. */
const isHeld = (i: number, hold: number): boolean =>
  Math.floor((i + 0.5) * hold) !== Math.floor((i + 1.5) * hold);

/** The root of the mean square difference of each row of rates from those that were measured, by their weights, Hz. */
function distances(
  rates: Float64Array,
  measured: readonly number[],
  weights: readonly number[],
): Float64Array {
  const whole = weights.reduce((a, b) => a + b);
  const square = (row: Float64Array) =>
    row.reduce((sum, rate, i) => sum + weights[i]! * (rate - measured[i]!) ** 2, 0);
  return Float64Array.from(rowsOf(rates, measured.length), (row) => Math.sqrt(square(row) / whole));
}

const rowsOf = (values: Float64Array, length: number): Float64Array[] =>
  Array.from({ length: values.length / length }, (_, row) =>
    values.subarray(row * length, (row + 1) * length),
  );
