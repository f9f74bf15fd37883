import { distinctNeurons, populationOf } from '../../population/columns.ts';
import { type Axis, axisLength } from '../../population/sweep.ts';
import type { Experiment, ExperimentInput } from '../../protocol/experiment.ts';
import { partsOf } from '../../protocol/stimulus.ts';
import { ends, quantitiesOf, tellingRange } from '../experiment/quantities.ts';
import { beginningRule, distributionOf, numbersOf } from './rules.ts';
import { tellingPath } from './telling-path.ts';

/** In what the cells differ: in nothing, along one or two axes of the sheet, or each by chance. */
export const forms = ['none', 'one', 'two', 'drawn'] as const;
export type Form = (typeof forms)[number];

/** Trials that an experiment can ask for. */
export const MOST_TRIALS = 1_000_000;

type Population = Pick<ExperimentInput, 'sweep' | 'sample' | 'trials'>;

export function formOf({ sweep: { x, y }, sample }: Pick<Experiment, 'sweep' | 'sample'>): Form {
  if (sample) return 'drawn';
  return x && y ? 'two' : x || y ? 'one' : 'none';
}

/** Neurons that differ; where none do, all there are. */
export const neuronsOf = (experiment: Experiment): number =>
  formOf(experiment) === 'none' ? experiment.trials : distinctNeurons(populationOf(experiment));

/** The same experiment with so many neurons. */
export function withNeurons(experiment: Experiment, count: number): ExperimentInput {
  const { sweep, sample } = experiment;
  if (sample) return { ...experiment, sample: { ...sample, count } };
  const { x, y } = sweep;
  if (!x && !y) return { ...experiment, trials: Math.min(count, MOST_TRIALS) };
  const side = Math.round(Math.sqrt(count));
  if (x && y) return { ...experiment, sweep: { x: evenly(x, side), y: evenly(y, Math.round(count / side)) } };
  return { ...experiment, sweep: { ...(x && { x: evenly(x, count) }), ...(y && { y: evenly(y, count) }) } };
}

/** The same axis with evenly spaced values. */
export function evenly(axis: Axis, count = axisLength(axis)): Axis {
  const [from, to] = ends(axis);
  return { vary: axis.vary, from, to, count };
}

/** The axis of a quantity that begins to be varied. */
export function beginningAxis(experiment: Experiment, path: string, count: number): Axis {
  const [from, to] = tellingRange(experiment, path);
  return { vary: path, from, to, count };
}

/** What is varied, x before y, as it is drawn or spaced. */
export const variedPaths = ({ sweep: { x, y }, sample }: Pick<Experiment, 'sweep' | 'sample'>): string[] =>
  sample ? Object.keys(sample.vary) : [x, y].flatMap((axis) => (axis ? [axis.vary] : []));

/** The first quantity that is not varied yet: what tells most of each stimulus, then all others. */
export function nextPath(experiment: Experiment, varied = variedPaths(experiment)): string {
  const telling = partsOf(experiment.stimulus).map(({ prefix }) => tellingPath(experiment.stimulus, prefix));
  const all = [...telling, ...quantitiesOf(experiment).map(({ path }) => path)];
  return all.find((path) => !varied.includes(path))!;
}

/** The same experiment with cells that differ in another way: quantities, their ranges and the number of cells stay as far as they can. */
export function withForm(experiment: Experiment, form: Form): ExperimentInput {
  const { sweep, sample, trials, ...rest } = experiment;
  const count = neuronsOf(experiment);
  const repeats = formOf(experiment) === 'none' ? 1 : trials;
  const varied = variedPaths(experiment);
  const first = varied[0] ?? nextPath(experiment, []);
  const second = varied[1] ?? nextPath(experiment, [first]);
  const side = Math.round(Math.sqrt(count));
  const population: Record<Form, () => Population> = {
    none: () => ({ trials: Math.min(count * repeats, MOST_TRIALS) }),
    one: () => ({ sweep: { x: axisOf(experiment, first, count) }, trials: repeats }),
    two: () => {
      const [x, y] = [axisOf(experiment, first, side), axisOf(experiment, second, Math.round(count / side))];
      return { sweep: { x, y }, trials: repeats };
    },
    drawn: () => ({ sample: sampleOf(experiment, count), trials: repeats }),
  };
  return { ...rest, ...population[form]() };
}

/** The axis of a quantity, between the ends that it has already. */
function axisOf(experiment: Experiment, path: string, count: number): Axis {
  const { sweep, sample } = experiment;
  const axis = [sweep.x, sweep.y].find((one) => one?.vary === path);
  if (axis) return evenly(axis, count);
  const { from, to } = numbersOf(sample?.vary[path] ?? {});
  if (from !== undefined && to !== undefined) return { vary: path, from, to, count };
  return beginningAxis(experiment, path, count);
}

function sampleOf(experiment: Experiment, count: number): ExperimentInput['sample'] {
  const { x, y } = experiment.sweep;
  const axes = [x, y].flatMap((axis) => (axis ? [axis] : []));
  const rules = axes.map((axis) => [axis.vary, beginningRule(experiment, axis.vary, 'uniform', ends(axis))]);
  if (rules.length > 0) return { count, vary: Object.fromEntries(rules) };
  const path = nextPath(experiment);
  return { count, vary: { [path]: beginningRule(experiment, path, 'uniform') } };
}

/** Where a quantity has gone: its path, and whether it can go on in the same range. */
export interface Moved {
  readonly path: string;
  readonly stays: boolean;
}

/**
 * The population of an experiment that became another one: as many neurons that differ in the same quantities, wherever these
 * are now, and in others in the place of those that are no longer there.
 * @param whereTo undefined for a quantity that is no longer there
 */
export function withMoved(
  former: Pick<Experiment, 'sweep' | 'sample'>,
  next: Experiment,
  whereTo: (path: string) => Moved | undefined,
): Pick<ExperimentInput, 'sweep' | 'sample'> {
  const moves = movesOf(variedPaths(former), next, whereTo);
  const { sweep, sample } = former;
  if (sample) {
    const vary = Object.entries(sample.vary).map(([old, rule]) => {
      const { path, stays } = moves.get(old)!;
      return [path, stays ? rule : beginningRule(next, path, distributionOf(rule))] as const;
    });
    return { sample: { ...sample, vary: Object.fromEntries(vary) } };
  }
  const axis = (one: Axis): Axis => {
    const { path, stays } = moves.get(one.vary)!;
    return stays ? { ...one, vary: path } : beginningAxis(next, path, axisLength(one));
  };
  return { sweep: { ...(sweep.x && { x: axis(sweep.x) }), ...(sweep.y && { y: axis(sweep.y) }) } };
}

/** Where each quantity goes, no two to the same place. */
function movesOf(
  paths: readonly string[],
  next: Experiment,
  whereTo: (path: string) => Moved | undefined,
): ReadonlyMap<string, Moved> {
  const known = quantitiesOf(next).map(({ path }) => path);
  const moves = new Map<string, Moved>();
  const taken = () => [...moves.values()].map(({ path }) => path);
  for (const old of paths) {
    const moved = whereTo(old);
    if (moved && known.includes(moved.path) && !taken().includes(moved.path)) moves.set(old, moved);
  }
  for (const old of paths)
    if (!moves.has(old)) moves.set(old, { path: nextPath(next, taken()), stays: false });
  return moves;
}
