import type { Problem } from '../../problem/problem.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { type ColourMap, stateMap, statisticMap, voltageMap, voltageRangeOf } from '../../view/colours.ts';
import type { Source } from '../../view/rows.ts';
import { tracedOf } from '../cells/traced.ts';
import { quantityOf, variedColumns } from '../experiment/quantities.ts';
import { term, texts } from '../texts/language.ts';

/** A quantity of every cell that can colour it or say where it stands. */
export interface Shown {
  /** Names it in links: a state, an observable or a statistic, or the path of what varies. */
  readonly key: string;
  /** What it is, in words. */
  readonly name: string;
  readonly unit: string;
  readonly source: Source;
  /** What it can be, where that is known without looking at the cells. */
  readonly range: readonly [low: number, high: number] | undefined;
  readonly map: ColourMap;
}

/** All that can be shown of the cells of an experiment: the potential first, then other states, observables, statistics, what varies, the band. */
export function shownOf(experiment: Experiment, problem: Problem): readonly Shown[] {
  const { potential } = problem.system;
  const words = texts.value.quantities;
  const range = voltageRangeOf(experiment.model);
  const potentials = new Set([potential, 'peak', 'trough', 'mean_V']);
  const states = tracedOf(experiment.model).map(({ name, description, measured }) => ({
    key: name,
    name: description === name ? name : `${description} ${name}`,
    unit: measured?.unit ?? '1',
    source: name,
    range: measured ? undefined : ([0, 1] as const),
    map: stateMap,
  }));
  const known = new Set([potential, ...states.map(({ key }) => key)]);
  const recorded = new Set(problem.record.traces?.values);
  const observables = problem.system.observables
    .filter(({ name }) => recorded.has(name) && !known.has(name))
    .map(({ name, unit }) => ({ key: name, name, unit, source: name, range: undefined, map: stateMap }));
  const statistics = problem.statistics.map(({ name, unit, description }) => ({
    key: name,
    name: words.statistics[name] ?? extremeOf(name) ?? term(description),
    unit,
    source: name,
    range: potentials.has(name) ? range : name === 'last' ? ([-SPAN, 0] as const) : undefined,
    map: potentials.has(name) ? voltageMap : statisticMap,
  }));
  const varied = variedColumns(experiment).map(({ path, value, extremes }) => ({
    key: path,
    ...named(experiment, path),
    source: value,
    range: extremes,
    map: statisticMap,
  }));
  const bands = problem.bands ?? [];
  const inBands = bands.map(({ first, count }) => ({
    key: 'band',
    name: words.band,
    unit: '1',
    source: (cell: number) => Math.floor((cell - first) / count),
    range: [0, bands.length - 1] as const,
    map: statisticMap,
  }));
  return [
    { key: potential, name: words.potential, unit: 'mV', source: potential, range, map: voltageMap },
    ...states,
    ...observables,
    ...statistics,
    ...varied,
    ...inBands.slice(0, 1),
  ];
}

/** Whether a statistic is a time, which is shown from now on. */
export const isMoment = (key: string): boolean => key === 'first' || key === 'last';

/** Time for which the last spike of a cell can be seen, ms. */
const SPAN = 100;

/** What the extreme of an observable is called in short, such as "Least INa". */
function extremeOf(name: string): string | undefined {
  const [, of, take] = /^(.+)_(minimum|maximum)$/.exec(name) ?? [];
  const { least, greatest } = texts.value.quantities;
  return of && (take === 'minimum' ? least(of) : greatest(of));
}

function named(experiment: Experiment, path: string): { readonly name: string; readonly unit: string } {
  const { name, unit } = quantityOf(experiment, path);
  return { name, unit };
}
