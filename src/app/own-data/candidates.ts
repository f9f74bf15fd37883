import { changed } from '../../protocol/changes.ts';
import { type Experiment, type ExperimentInput, membraneOf } from '../../protocol/experiment.ts';
import { writtenOf } from '../../protocol/written.ts';
import { currentsIn, type OwnPoints } from '../../studies/fit/own-points.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import { currentUnit, type FitQuestion, isTrace } from '../../studies/fit/question.ts';
import { samplesOf } from '../../studies/fit/trace.ts';
import { variedColumns } from '../experiment/quantities.ts';
import { type FittedRound, nearestOf } from './rounds.ts';

// Experiments that a fit makes: one neuron of the page, the candidates of a round, and what comes of the best of them.

/** What an experiment says of its cells and of what is taken from them, besides what a single one is. */
const ofCells = [
  ...(['sweep', 'sample', 'trials', 'bands'] as const),
  ...(['statistics', 'measure', 'record', 'duration'] as const),
] as const;
/** The same with what they get, which differs where rates are compared. */
export type OfCells = Pick<ExperimentInput, (typeof ofCells)[number] | 'stimulus'>;

export function ofCellsIn(experiment: Experiment): OfCells {
  const written = Object.entries(writtenOf(experiment, true));
  return Object.fromEntries(written.filter(([key]) => key === 'stimulus' || isOfCells(key))) as OfCells;
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

/** Cells that a population of candidates has at most, each for every current: with more the page would stand still. */
const MOST_CELLS = 4096;

/** A cell, or the cells of several currents, of a candidate that is shown. */
export interface Shown {
  /** Of the candidate in its round. */
  readonly number: number;
  readonly cells: readonly number[];
}

/** Candidates of a round as a population: the experiment, and the cells of each of the nearest. */
export interface Candidacy {
  readonly experiment: ExperimentInput;
  /** The best first. */
  readonly nearest: readonly Shown[];
}

/**
 * The candidates of a round as a population: under the stimulus of the recording, compared with what of it was fitted; or, where rates
 * are compared, those that are nearest, each at all currents.
 * @param listed how many of the nearest are asked for
 */
export function candidacyOf(question: FitQuestion, round: FittedRound, listed: number): Candidacy {
  return isTrace(question.data)
    ? recordedCandidacy(question, question.data, round, listed)
    : ratedCandidacy(question, question.data, round, listed);
}

function recordedCandidacy(
  { experiment, windows, hold }: FitQuestion,
  trace: OwnTrace,
  { candidates, known }: FittedRound,
  listed: number,
): Candidacy {
  const { fitted } = samplesOf({ trace, windows, hold });
  const distance = {
    times: fitted.map((i) => trace.times[i]!),
    values: fitted.map((i) => trace.values[i]!),
    ...(windows && { windows: windows.map((one) => ({ ...one })) }),
  };
  const vary = known.map(({ path }, i) => [path, { values: Array.from(candidates.values[i]!, digits) }]);
  return {
    experiment: {
      ...experiment,
      duration: trace.times.at(-1)!,
      statistics: ['spikes', 'rate', { distance }],
      measure: { from: 0 },
      sample: { vary: Object.fromEntries(vary) },
    },
    nearest: nearestOf(candidates, listed).map((number) => ({ number, cells: [number] })),
  };
}

function ratedCandidacy(
  { experiment, unit, duration, settle }: FitQuestion,
  points: OwnPoints,
  { candidates, known }: FittedRound,
  listed: number,
): Candidacy {
  const own = unit ?? currentUnit(points);
  const x = [...new Set(currentsIn(points, own, membraneOf(experiment.model)))];
  x.sort((a, b) => a - b);
  const shown = nearestOf(candidates, Math.floor(MOST_CELLS / x.length));
  const each = (value: (number: number) => number) => ({
    values: shown.flatMap((number) => x.map(() => digits(value(number)))),
  });
  const vary = known.map(({ path }, i) => [path, each((number) => candidates.values[i]![number]!)]);
  return {
    experiment: {
      ...experiment,
      stimulus: { kind: 'constant', amplitude: x[0]!, unit: own },
      duration,
      measure: { from: settle },
      statistics: ['spikes', 'rate'],
      // The currents first, against which rates are drawn.
      sample: {
        vary: { 'stimulus.amplitude': { values: shown.flatMap(() => x) }, ...Object.fromEntries(vary) },
      },
    },
    nearest: shown.slice(0, listed).map((number, i) => ({
      number,
      cells: x.map((_, k) => i * x.length + k),
    })),
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
