import { changed } from '../../protocol/changes.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { writtenOf } from '../../protocol/written.ts';
import { variedColumns } from '../quantities.ts';
import type { FitQuestion, FittedRound } from './rounds.ts';

// Experiments that a fit makes: one neuron of the page, the candidates of a round, and what comes of the best of them.

/** What an experiment says of its cells and of what is taken from them, besides what a single one is. */
const ofCells = ['sweep', 'sample', 'trials', 'statistics', 'measure', 'record', 'duration'] as const;
export type OfCells = Pick<ExperimentInput, (typeof ofCells)[number]>;

/** Whether the cells are compared with a recording. */
export const isCompared = ({ statistics = [] }: Experiment): boolean =>
  statistics.some((one) => typeof one === 'object' && 'distance' in one);

export function ofCellsIn(experiment: Experiment): OfCells {
  const written = Object.entries(writtenOf(experiment, true));
  return Object.fromEntries(written.filter(([key]) => isOfCells(key)));
}

const isOfCells = (key: string): boolean => (ofCells as readonly string[]).includes(key);

/** What all cells have in common. */
function commonIn(experiment: Experiment, stepChosen: boolean): ExperimentInput {
  const written = Object.entries(writtenOf(experiment, stepChosen));
  return Object.fromEntries(written.filter(([key]) => !isOfCells(key)));
}

/** One cell of an experiment, as an experiment of its own. */
export function neuronOf(experiment: Experiment, stepChosen: boolean, cell: number): ExperimentInput {
  const values = variedColumns(experiment).map(({ path, value }) => [path, value(cell)] as const);
  return changed(commonIn(experiment, stepChosen), Object.fromEntries(values));
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
  former: OfCells,
  { candidates, known }: Pick<FittedRound, 'candidates' | 'known'>,
  number: number,
): ExperimentInput {
  const values = known.map(({ path }, i) => [path, digits(candidates.values[i]![number]!)] as const);
  return changed({ ...commonIn(experiment, stepChosen), ...former }, Object.fromEntries(values));
}

/** Digits that make no difference to a neuron, so that links hold them. */
const digits = (value: number): number => Number(value.toPrecision(6));
