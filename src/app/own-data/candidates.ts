import { changed } from '../../lessons/changes.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { writtenOf } from '../../protocol/written.ts';
import { variedColumns } from '../quantities.ts';
import type { FitQuestion, FittedRound } from './rounds.ts';

// Experiments that a fit makes: one neuron of the page, the candidates of a round, and what comes of the best of them.

/** What cells differ in, and what is counted of them. */
export type Differing = Pick<ExperimentInput, 'sweep' | 'sample' | 'trials' | 'statistics' | 'measure'>;

/** Whether the cells are compared with a recording. */
export const isCompared = ({ statistics = [] }: Experiment): boolean =>
  statistics.some((one) => typeof one === 'object' && 'distance' in one);

/** A document without what its cells differ in, and that apart. */
function parted(
  experiment: Experiment,
  stepChosen: boolean,
): { rest: ExperimentInput; differing: Differing } {
  const { sweep, sample, trials, statistics, measure, ...rest } = writtenOf(experiment, stepChosen);
  const differing = {
    ...(sweep && { sweep }),
    ...(sample && { sample }),
    ...(trials !== undefined && { trials }),
    ...(statistics && { statistics }),
    ...(measure && { measure }),
  };
  return { rest, differing };
}

export const differingOf = (experiment: Experiment): Differing => parted(experiment, true).differing;

/** One cell of an experiment, as an experiment of its own. */
export function neuronOf(experiment: Experiment, stepChosen: boolean, cell: number): ExperimentInput {
  const values = variedColumns(experiment).map(({ path, value }) => [path, value(cell)] as const);
  return changed(parted(experiment, stepChosen).rest, Object.fromEntries(values));
}

/** The candidates of a round under the stimulus of the recording, compared with it. */
export function roundExperiment(
  { neuron, trace, windows }: FitQuestion,
  { candidates, known }: FittedRound,
): ExperimentInput {
  const recorded = {
    times: [...trace.times],
    values: [...trace.values],
    ...(windows && { windows: windows.map((one) => ({ ...one })) }),
  };
  const vary = known.map(({ path }, i) => [path, { values: Array.from(candidates.values[i]!, digits) }]);
  return {
    ...neuron,
    duration: trace.times.at(-1)!,
    statistics: ['spikes', 'rate', { distance: recorded }],
    measure: { from: 0 },
    sample: { vary: Object.fromEntries(vary) },
  };
}

/** What runs, with the parameters of one candidate in all cells, which differ again in what they did before. */
export function withCandidate(
  experiment: Experiment,
  stepChosen: boolean,
  former: Differing,
  { candidates, known }: Pick<FittedRound, 'candidates' | 'known'>,
  number: number,
): ExperimentInput {
  const values = known.map(({ path }, i) => [path, digits(candidates.values[i]![number]!)] as const);
  return changed({ ...parted(experiment, stepChosen).rest, ...former }, Object.fromEntries(values));
}

/** Digits that make no difference to a neuron, so that links hold them. */
const digits = (value: number): number => Number(value.toPrecision(6));
