import { batch, signal } from '@preact/signals';
import type { Experiment } from '../../protocol/experiment.ts';
import type { Probe } from '../cells/probes.ts';
import { MEMORY, type TraceHistory } from '../followers/trace-history.ts';
import type { Painted } from '../paint/painted.ts';

/** Windows that are always on offer, ms. */
const SPANS = [20, 100, 500, 2000];
/** The narrowest stretch that one can zoom to, ms. */
const NARROWEST = 0.5;

/** From one simulated time to another, ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Traces that were kept to be compared with later ones. */
export interface Held {
  readonly window: TimeWindow;
  /** The cells that were followed, the selected one first. */
  readonly probes: readonly [Probe, ...Probe[]];
  readonly samples: TraceHistory;
  /** What ran then, and what was painted on it. */
  readonly experiment: Experiment;
  readonly painted: Painted;
}

/** The time base that the plots of a cell share. */
export function createScope() {
  return {
    /** Time that is shown up to now, ms. */
    span: signal<number>(100),
    /** Another stretch of time that is looked at; none where the plots go with the time. */
    stretch: signal<TimeWindow | undefined>(undefined),
    /** Marked moments, ms: A, then B. */
    cursors: signal<readonly number[]>([]),
    held: signal<Held | undefined>(undefined),
  };
}

export type Scope = ReturnType<typeof createScope>;

/** Windows on offer, ms: a link or a lesson may have chosen another one. */
export const spansOf = ({ span }: Scope): readonly number[] =>
  [...new Set([...SPANS, span.value])].toSorted((a, b) => a - b);

/** What the plots show. A stretch that nothing is remembered of any more has been left behind. */
export function windowOf({ span, stretch }: Scope, now: number): TimeWindow {
  const chosen = stretch.value;
  if (chosen && chosen.to > now - MEMORY && chosen.from < now) return chosen;
  return { from: now - span.value, to: now };
}

/** Whether the plots go with the time. */
export const isLive = (scope: Scope, now: number): boolean => windowOf(scope, now) !== scope.stretch.value;

/** Looks at a stretch of time, within what is remembered. */
export function lookAt(scope: Scope, { from, to }: TimeWindow, now: number): void {
  const width = Math.min(MEMORY, Math.max(NARROWEST, to - from));
  const begin = Math.min(now - width, Math.max(now - MEMORY, (from + to - width) / 2));
  scope.stretch.value = { from: begin, to: begin + width };
}

/** Looks closer, or less close, with a moment where it is. @param factor of the width */
export function zoom(scope: Scope, at: number, factor: number, now: number): void {
  const { from, to } = windowOf(scope, now);
  lookAt(scope, { from: at - (at - from) * factor, to: at + (to - at) * factor }, now);
}

/** Moves through the time. @param part of the width */
export function pan(scope: Scope, part: number, now: number): void {
  const { from, to } = windowOf(scope, now);
  const shift = part * (to - from);
  lookAt(scope, { from: from + shift, to: to + shift }, now);
}

/** Goes with the time again. */
export function follow(scope: Scope, span = scope.span.value): void {
  batch(() => {
    scope.span.value = span;
    scope.stretch.value = undefined;
  });
}

/** Marks a moment: the first as A, the second as B; a further one takes the nearer of both there. */
export function mark(scope: Scope, time: number): void {
  const { cursors } = scope;
  if (cursors.value.length < 2) cursors.value = [...cursors.value, time];
  else moveCursor(scope, nearest(cursors.value, time), time);
}

export function moveCursor({ cursors }: Scope, index: number, time: number): void {
  cursors.value = cursors.value.with(index, time);
}

/** Two cursors where they can be seen, or none. */
export function toggleCursors(scope: Scope, now: number): void {
  const { from, to } = windowOf(scope, now);
  const at = (part: number) => from + part * (to - from);
  scope.cursors.value = scope.cursors.value.length > 0 ? [] : [at(1 / 3), at(2 / 3)];
}

function nearest(times: readonly number[], time: number): number {
  const distances = times.map((one) => Math.abs(one - time));
  return distances.indexOf(Math.min(...distances));
}
