import { batch } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { type Feature, usualFeatures } from '../../studies/fit/features.ts';
import { freeNumbers, type Range } from '../../studies/fit/free.ts';
import { isTrace } from '../../studies/fit/question.ts';
import { acceptedColumns } from '../../tables/accepted.ts';
import { follow } from '../cells/wanted.ts';
import { whenReached } from '../link/reached.ts';
import type { Page } from '../page.ts';
import { download } from '../share/download.ts';
import { fileName } from '../share/file-names.ts';
import { tableOf } from '../share/tables.ts';
import { type StageWish, wishOf } from '../stage/stage-state.ts';
import type { State } from '../state.ts';
import { candidacyOf, neuronOf, ofCellsIn, type Shown, withCandidate } from './candidates.ts';
import { isCompared } from './is-compared.ts';
import { countOf, dataOf, meansOf, nearestIn } from './own-data-state.ts';
import { type FittedRound, LISTED, nearestOf } from './rounds.ts';
import { runOver } from './run-over.ts';

/** Conductances that are looked for where nobody says what. */
const USUAL = 3;

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

/** The statistics that V is compared by. */
export const comparedFeatures = ({ ownData }: State): readonly Feature[] =>
  ownData.features.value ?? usualFeatures.map((name) => ({ name }));

/** Whether the cells are candidates; an experiment of those that are compared by rates does not say it. */
const areShown = ({ ownData, experiment }: State): boolean =>
  experiment.value !== undefined &&
  (isCompared(experiment.value) || ownData.shown.value?.experiment === experiment.value);

/** Draws neurons like the selected one with other values of what is looked for, and compares them with the data. */
export function compare(page: Page): void {
  const { state } = page;
  const { ownData, experiment, stepChosen, selected, stages } = state;
  const [running, data] = [experiment.value, dataOf(state)];
  if (!running || !data) return;
  if (!areShown(state))
    ownData.former.value = { cells: ofCellsIn(running), view: wishOf(stages.front.value) };
  const ranges = freeOf(state);
  const { from, to } = ownData.measured.value;
  const question = {
    data,
    experiment: neuronOf(running, stepChosen.value, selected.value),
    free: Object.keys(ranges),
    ranges,
    windows: ownData.windows.value,
    hold: ownData.hold.value,
    features: meansOf(state) === 'features' ? comparedFeatures(state) : undefined,
    duration: to,
    settle: from,
  };
  ownData.fitter.begin({ question, count: countOf(state) }, () => showRound(page));
}

/** Lets the population be the candidates of the latest round, with the nearest in sight, from time 0 on. */
export function showRound(page: Page): void {
  const { ownData, experiment } = page.state;
  const { fitter, shown } = ownData;
  const [question, round] = [fitter.question.value, fitter.rounds.value.at(-1)];
  if (!question || !round || !experiment.value) return;
  // Later rounds leave the view as it was made.
  const isNew = round.round === 1 || !areShown(page.state);
  const { experiment: population, nearest } = candidacyOf(question, round, LISTED);
  const wrong = batch(() => {
    const reason = page.propose(population);
    // Probes were at places where other neurons are now.
    if (reason === undefined) follow(page, { selected: memberOf(nearest[0]!), probes: [] });
    return reason;
  });
  if (wrong !== undefined) {
    fitter.failure.value = wrong;
    return;
  }
  whenReached(page.state, () => {
    batch(() => {
      shown.value = { experiment: experiment.value!, nearest };
      if (isNew) seenAs(page, isTrace(question.data) ? atKnown(round) : onCurve(round));
    });
    runOver(page);
  });
}

/** Cells that stand at what is looked for, coloured by their distance. */
const atKnown = ({ known: [first, second] }: FittedRound): StageWish => ({
  arranged: { id: 'quantities', x: first!.path, y: second?.path ?? 'distance' },
  colour: { of: 'distance' },
});

/** Cells that stand at their current and rate, coloured by what is looked for. */
const onCurve = ({ known: [first] }: FittedRound): StageWish => ({
  arranged: { id: 'curve' },
  colour: { of: first!.path },
});

function seenAs(page: Page, { arranged, colour }: StageWish): void {
  const stage = page.state.stages.front.value;
  page.views.arrange(stage, arranged);
  stage.coloured.value = colour;
}

/** The cell that stands for a candidate: that at the middle current. */
const memberOf = ({ cells }: Shown): number => cells[cells.length >> 1]!;

/** Lets a candidate be seen beside the data. */
export function look(page: Page, shown: Shown): void {
  page.select(memberOf(shown));
  if (meansOf(page.state) !== 'rates') runOver(page);
}

/** The candidate that is selected, if it is one of the nearest, or the nearest. */
function chosenOf(state: State, { candidates }: FittedRound): number | undefined {
  const selected = nearestIn(state).find(({ cells }) => cells.includes(state.selected.value));
  return selected?.number ?? nearestOf(candidates, 1)[0];
}

/** The population that there was before, with the parameters of the chosen candidate; undefined where there is none. */
export function withChosen({ state }: Page, round: FittedRound): ExperimentInput | undefined {
  const { ownData, experiment, stepChosen } = state;
  const chosen = chosenOf(state, round);
  if (!experiment.value || chosen === undefined) return undefined;
  return withCandidate(experiment.value, stepChosen.value, ownData.former.value?.cells ?? {}, round, chosen);
}

/** Goes on with that. */
export function takeChosen(page: Page, round: FittedRound): void {
  const { ownData } = page.state;
  const former = ownData.former.value;
  const next = withChosen(page, round);
  if (!next) return;
  const wrong = page.propose(next);
  ownData.fitter.failure.value = wrong;
  if (wrong !== undefined) return;
  whenReached(page.state, () => {
    if (former) seenAs(page, former.view);
    runOver(page);
  });
}

/** Saves what the latest round has kept, as `accepted.csv` of `loligo fit`. */
export async function saveAccepted(page: Page, { accepted, known, unit }: FittedRound): Promise<void> {
  const columns = acceptedColumns({ free: known, unit }, accepted);
  const { file } = await tableOf(columns, accepted.weights.length);
  download(file, fileName(page.state.experiment.value!.model, 'accepted', 'csv'));
}
