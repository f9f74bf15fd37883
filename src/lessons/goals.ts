import { runExperiment } from '../engine/run.ts';
import { InputError } from '../input/schema.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { Lend } from '../studies/study.ts';
import { Cells, type Columns, columnsFrom, type Measuring } from './cells.ts';
import type { Goal } from './header.ts';

/** How far a population is from a goal. */
export interface GoalState {
  readonly met: boolean;
  /** Cells that the goal speaks of. */
  readonly asked: number;
  /** Those of them for which it does not hold. */
  readonly failing: number;
  /** Why it cannot be met by this experiment, where it speaks of something that is not there. */
  readonly missing?: string;
}

/**
 * Whether goals are met by what a simulation has measured in its present window, which should be as long as its experiment measures: of a shorter one silence
 * says nothing.
 * @param experiment that the simulation runs
 */
export const goalsMet = (
  goals: readonly Goal[],
  experiment: Experiment,
  simulation: Measuring,
): Promise<GoalState[]> => statesIn(goals, new Cells(experiment, simulation.problem), simulation);

/** Whether goals are met by an experiment: it is run from its beginning to its end. */
export const goalsAfterRun = (goals: readonly Goal[], cells: Cells, lend: Lend): Promise<GoalState[]> =>
  lend(cells.problem, async (simulation) => {
    await runExperiment(simulation);
    return statesIn(goals, cells, simulation);
  });

async function statesIn(goals: readonly Goal[], cells: Cells, simulation: Measuring): Promise<GoalState[]> {
  const columns = await columnsFrom(
    simulation,
    goals.flatMap((goal) => neededBy(goal, cells)),
  );
  return goals.map((goal) => goalState(goal, cells, columns));
}

/** What a goal needs the values of: statistics, states and observables. Nothing where it speaks of what is not there. */
export function neededBy(goal: Goal, cells: Cells): readonly string[] {
  const read = readGoal(goal, cells);
  return 'missing' in read ? [] : [...(read.cells?.measured ?? []), ...read.hold.measured];
}

/** How far cells are from one goal. @param columns of what it needs */
export function goalState(goal: Goal, cells: Cells, columns: Columns): GoalState {
  const read = readGoal(goal, cells);
  if ('missing' in read) return { met: false, asked: 0, failing: 0, missing: read.missing };
  const chosen = read.cells && cells.values(read.cells, columns);
  const holds = cells.values(read.hold, columns);
  let [asked, failing] = [0, 0];
  for (let cell = 0; cell < cells.count; cell++) {
    if (chosen && !isTrue(chosen[cell]!)) continue;
    asked++;
    if (!isTrue(holds[cell]!)) failing++;
  }
  return { met: asked > 0 && asked - failing >= goal.share * asked, asked, failing };
}

/** A cell without a value, such as the latency of one that is silent, is none for which something holds. */
export const isTrue = (value: number): boolean => value !== 0 && !Number.isNaN(value);

function readGoal({ cells: chosen, hold }: Goal, cells: Cells) {
  try {
    return { cells: chosen === undefined ? undefined : cells.formula(chosen), hold: cells.formula(hold) };
  } catch (error) {
    if (error instanceof InputError) return { missing: error.message };
    throw error;
  }
}
