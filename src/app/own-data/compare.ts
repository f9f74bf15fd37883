import { batch } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { freeNumbers, type Range } from '../../studies/fit/free.ts';
import { acceptedColumns } from '../../tables/accepted.ts';
import { whenReached } from '../link/reached.ts';
import type { Page } from '../page.ts';
import { download } from '../share/download.ts';
import { fileName } from '../share/file-names.ts';
import { tableOf } from '../share/tables.ts';
import { type StageWish, wishOf } from '../stage/stage-state.ts';
import type { State } from '../state.ts';
import { isCompared, neuronOf, ofCellsIn, roundExperiment, withCandidate } from './candidates.ts';
import { type FittedRound, nearestOf } from './rounds.ts';
import { runOver } from './run-over.ts';

/** Conductances that are looked for where nobody says what. */
const USUAL = 3;
/** Candidates that are marked and listed. */
const LISTED = 8;

/** Which parameters are looked for, and where. */
export function freeOf({ ownData, experiment }: State): Readonly<Record<string, Range>> {
  const running = experiment.value;
  if (!running) return {};
  const chosen = Object.entries(ownData.free.value ?? usualFree(running));
  // Another membrane may have other parameters.
  return Object.fromEntries(chosen.filter(([name]) => name in running.parameters));
}

function usualFree(experiment: Experiment): Readonly<Record<string, Range>> {
  const conductances = Object.entries(experiment.model.parameters)
    .filter(([, { unit }]) => unit === 'mS/cm2' || unit === 'nS')
    .map(([name]) => [name, rangeAround(experiment, name)] as const)
    .filter((one): one is [string, Range] => one[1] !== undefined);
  return Object.fromEntries(conductances.slice(0, USUAL));
}

/** Where a parameter is looked for at first; undefined where nothing is around it. */
export function rangeAround(experiment: Experiment, name: string): Range | undefined {
  try {
    const { from, to } = freeNumbers(experiment, [name], {})[0]!.range;
    return { from: rounded(from), to: rounded(to) };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Draws neurons like the selected one with other values of what is looked for, and compares them with the recording. */
export function compare(page: Page): void {
  const { ownData, experiment, stepChosen, selected, stages } = page.state;
  const [running, trace] = [experiment.value, ownData.recording.value];
  if (!running || !trace) return;
  if (!isCompared(running))
    ownData.former.value = { cells: ofCellsIn(running), view: wishOf(stages.front.value) };
  const question = {
    trace,
    neuron: neuronOf(running, stepChosen.value, selected.value),
    ranges: freeOf(page.state),
    windows: ownData.windows.value,
    count: ownData.count.value,
  };
  ownData.fitter.begin(question, () => showRound(page));
}

/** Lets the population be the candidates of the latest round, and runs it over the recording with the nearest in sight. */
export function showRound(page: Page): void {
  const { ownData, experiment } = page.state;
  const { fitter, shown } = ownData;
  const [question, round] = [fitter.question.value, fitter.rounds.value.at(-1)];
  const running = experiment.value;
  if (!question || !round || !running) return;
  // Later rounds leave the view as it was made.
  const isNew = round.round === 1 || !isCompared(running);
  const wrong = page.propose(roundExperiment(question, round));
  if (wrong !== undefined) {
    fitter.failure.value = wrong;
    return;
  }
  whenReached(page.state, () => {
    const nearest = nearestOf(round.candidates, LISTED);
    batch(() => {
      shown.value = { experiment: experiment.value!, nearest };
      page.select(nearest[0]!);
      // They were at places where other neurons are now.
      page.setProbes([]);
      if (isNew) seenAs(page, atKnown(round));
    });
    runOver(page);
  });
}

/** Cells that stand at what is looked for, coloured by their distance. */
const atKnown = ({ known: [first, second] }: FittedRound): StageWish => ({
  arranged: { id: 'quantities', x: first!.path, y: second?.path ?? 'distance' },
  colour: { of: 'distance' },
});

function seenAs(page: Page, { arranged, colour }: StageWish): void {
  const stage = page.state.stages.front.value;
  page.views.arrange(stage, arranged);
  stage.coloured.value = colour;
}

/** Lets a candidate be seen over the recording. */
export function look(page: Page, cell: number): void {
  page.select(cell);
  runOver(page);
}

/** Goes on with the parameters of the nearest candidate, in the population that there was before. */
export function takeBest(page: Page, round: FittedRound): void {
  const { ownData, experiment, stepChosen } = page.state;
  const running = experiment.value;
  const [best] = nearestOf(round.candidates, 1);
  if (!running || best === undefined) return;
  const former = ownData.former.value;
  const wrong = page.propose(withCandidate(running, stepChosen.value, former?.cells ?? {}, round, best));
  ownData.fitter.failure.value = wrong;
  if (wrong !== undefined) return;
  whenReached(page.state, () => {
    if (former) seenAs(page, former.view);
    runOver(page);
  });
}

/** Saves what the latest round has kept, as `accepted.csv` of `loligo fit`. */
export async function saveAccepted(page: Page, { accepted, known }: FittedRound): Promise<void> {
  const columns = acceptedColumns({ free: known, unit: 'mV' }, accepted);
  const { file } = await tableOf(columns, accepted.weights.length);
  download(file, fileName(page.state.experiment.value!.model, 'accepted', 'csv'));
}
