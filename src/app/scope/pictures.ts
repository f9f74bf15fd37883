import { roundTicks } from '../../analysis/ticks.ts';
import type { LineMark, Picture, Scale } from '../../view/charts/graph.ts';
import { type VoltageRange, voltageRangeOf } from '../../view/colours.ts';
import { followed, type Probe } from '../cells/probes.ts';
import type { TraceHistory } from '../followers/trace-history.ts';
import { plain } from '../numbers/format.ts';
import type { CellCourse, State } from '../state.ts';
import { texts } from '../texts/language.ts';
import { type Held, isLive, type TimeWindow, windowOf } from './scope.ts';

/** Patterns of lines in the order of their numbers; they differ in nothing else, for colour means potential. */
const dashes: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 2],
  [8, 2, 2, 2],
  [1, 4],
  [12, 4],
  [6, 2, 1, 2, 1, 2],
  [3, 6],
];

/** The pattern of the i-th line, counted from 0. */
export const dashOf = (i: number): readonly number[] => dashes[i % dashes.length]!;

/** What plots of a cell draw: the stretch of time that is chosen, and the cells that are followed. */
export interface Sight {
  readonly course: CellCourse;
  readonly window: TimeWindow;
  /** The selected one first. */
  readonly probes: readonly [Probe, ...Probe[]];
  /** The time axis, with words that say time before now where the plot goes with it. */
  readonly time: Scale;
  /** As long as it is the same, axes only grow, so that they do not jump while the plot goes with the time; none where it stands. */
  readonly steady: string | undefined;
  readonly held: Held | undefined;
}

/** What there is to be drawn, if there is something. */
export function sightOf({ course, scope, selected, probes, running, experiment }: State): Sight | undefined {
  const latest = course.value;
  if (!latest) return undefined;
  const window = windowOf(scope, latest.now);
  const moving = running.value && isLive(scope, latest.now);
  return {
    course: latest,
    window,
    probes: followed(selected.value, probes.value),
    time: moving ? movingScale(window) : standingScale(window),
    steady: moving ? `${selected.value} ${scope.span.value} ${experiment.value?.model.name}` : undefined,
    held: scope.held.value,
  };
}

/** Time before now. */
function movingScale({ from, to }: TimeWindow): Scale {
  const quarter = (to - from) / 4;
  return {
    range: [from, to],
    ticks: [3, 2, 1, 0].map((quarters) => to - quarters * quarter),
    word: (time) => (time > to - quarter / 2 ? texts.value.scope.now : `${plain(time - to)} ms`),
  };
}

/** Simulated time. */
function standingScale({ from, to }: TimeWindow): Scale {
  return {
    range: [from, to],
    ticks: roundTicks(from, to, 4).filter((time) => time < to - 0.04 * (to - from)),
    word: (time) => `${plain(time, 9)} ms`,
  };
}

/** Where the axis of the potential ends when potentials leave that of its colours: at a multiple of this, and not farther out, mV. */
const [ROUND, FARTHEST] = [10, 300];

/** The axis of the potential: the whole range of its colours, and what goes beyond. */
export function voltageScale(coloured: VoltageRange, values: readonly ArrayLike<number>[]): Scale {
  let [low, high] = coloured;
  for (const list of values) {
    for (let i = 0; i < list.length; i++) {
      if (list[i]! < low) low = Math.max(-FARTHEST, ROUND * Math.floor(list[i]! / ROUND));
      if (list[i]! > high) high = Math.min(FARTHEST, ROUND * Math.ceil(list[i]! / ROUND));
    }
  }
  return { range: [low, high], ticks: roundTicks(low, high, 5), coloured };
}

/** The axis of potentials of what the page runs. */
export const voltageScaleOf = ({ experiment }: State, values: readonly ArrayLike<number>[]): Scale =>
  voltageScale(voltageRangeOf(experiment.value?.model ?? {}), values);

/** A round axis around values. */
export function scaleAround(values: readonly ArrayLike<number>[], signed: boolean): Scale {
  let [low, high] = [0, 0];
  for (const list of values) {
    for (let i = 0; i < list.length; i++) {
      if (list[i]! < low) low = list[i]!;
      if (list[i]! > high) high = list[i]!;
    }
  }
  if (!signed) low = 0;
  if (low === high) high = 1;
  const ticks = roundTicks(low, high, 5, 'around');
  return { range: [ticks[0]!, ticks.at(-1)!], ticks };
}

export interface SteadyPicture extends Picture {
  /** Of the sight, where axes depend on what is drawn. */
  readonly steady?: string | undefined;
}

/** With room for what the former picture had, where that goes on. */
export function steadied(next: SteadyPicture, former: SteadyPicture | undefined): SteadyPicture {
  if (!former || next.steady === undefined || next.steady !== former.steady) return next;
  const wide = ({ range, coloured }: Scale, before: Scale): Scale =>
    coloured ? voltageScale(coloured, [before.range, range]) : scaleAround([before.range, range], true);
  return { ...next, x: next.x.coloured ? wide(next.x, former.x) : next.x, y: wide(next.y, former.y) };
}

/** Membrane potentials of all cells that are followed, the selected one on top, and behind them those that are held. */
export function voltageMarks({ course, window, probes, held }: Sight): LineMark[] {
  const line = (history: TraceHistory, { cell, number }: Probe, at: Placed) => ({
    ...linesOf(history, cell, [course.voltage], at)[0]!,
    dash: dashOf(number - 1),
  });
  const behind = held?.probes.map((probe) => line(held.samples, probe, placed(held, window))) ?? [];
  const live = probes.map((probe) => line(course.history, probe, { window, shift: 0 }));
  return [
    ...behind.map((one) => ({ ...one, ink: 'held' as const })),
    ...live.map((one, i) => ({ ...one, ink: 'potential' as const, width: i === 0 ? 1.75 : 1.25 })).reverse(),
  ];
}

/** Values of the selected cell, and behind them those that are held. @param drawn samples of a name as they are drawn */
export function cellMarks(
  { course, window, probes, held }: Sight,
  names: readonly string[],
  drawn = (samples: Float32Array, _name: string): Float32Array => samples,
): LineMark[] {
  const lines = (history: TraceHistory, { cell }: Probe, at: Placed) =>
    linesOf(history, cell, names, at).map(({ y, ...line }, i) => ({ ...line, y: drawn(y, names[i]!) }));
  const behind = held ? lines(held.samples, held.probes[0], placed(held, window)) : [];
  return [
    ...behind.map((one) => ({ ...one, ink: 'held' as const })),
    ...lines(course.history, probes[0], { window, shift: 0 }).map((one) => ({
      ...one,
      ink: 'plain' as const,
    })),
  ];
}

/** A stretch of samples, and by how much later it is drawn, ms. */
interface Placed {
  readonly window: TimeWindow;
  readonly shift: number;
}

/** What is held ends where the plot ends. */
const placed = ({ window }: Held, shown: TimeWindow): Placed => ({ window, shift: shown.to - window.to });

function linesOf(history: TraceHistory, cell: number, names: readonly string[], { window, shift }: Placed) {
  const { time, values } = history.stretch(cell, names, window.from, window.to);
  const x = shift === 0 ? time : time.map((t) => t + shift);
  return names.map((name, i) => ({ kind: 'line' as const, x, y: values[name]!, dash: dashOf(i) }));
}
