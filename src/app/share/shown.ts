import type { Curve } from '../../analysis/curve.ts';
import { type Axis, axisLength, axisValue } from '../../population/sweep.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import type { State } from '../state.ts';
import { type Traced, tracedOf } from '../traced.ts';

// What the page shows at this moment, as it can be taken away.

/** A point of the f-I curve; its rate in Hz. */
export interface CurvePoint {
  readonly x: number;
  readonly rate: number;
}

export interface ShownCurve {
  readonly curve: Curve;
  readonly axis: Axis;
  /** Of the selected cell. */
  readonly selected: CurvePoint | undefined;
}

export interface ShownTrace {
  readonly cell: number;
  /** ms from time 0, ascending. */
  readonly time: readonly number[];
  /** mV */
  readonly potential: readonly number[];
  readonly others: readonly { readonly traced: Traced; readonly values: readonly number[] }[];
}

/** The experiment that runs. @throws Error if there is none */
export function runningExperiment({ experiment }: State): Experiment {
  if (!experiment.value) throw new Error('There is no population yet: try again when one runs.');
  return experiment.value;
}

/** Simulated time that spikes were counted for, ms. @throws Error if that is too short to say anything */
export function measuredWindow({ summary }: State): number {
  if (!summary.value)
    throw new Error(
      'The rates are not measured yet: let the population run until the headline counts cells that fire.',
    );
  return summary.value.window;
}

/** @throws Error if nothing varies along an axis, or nothing is measured yet */
export function shownCurve(state: State): ShownCurve {
  const axis = runningExperiment(state).sweep.x;
  if (!axis) throw new Error('There is no curve: no quantity of this population varies along an axis.');
  measuredWindow(state);
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  return {
    curve: state.curve.value!,
    axis,
    selected: rate === undefined ? undefined : { x: axisValue(axis, cell % axisLength(axis)), rate },
  };
}

/** @throws Error if nothing of the cell is recorded yet */
export function shownTrace(state: State): ShownTrace {
  const course = state.course.value;
  if (!course || course.voltage.time.length < 2)
    throw new Error('Nothing of the cell is recorded yet: let the population run for a moment.');
  const { model } = runningExperiment(state);
  const now = state.time.value;
  return {
    cell: state.selected.value,
    time: course.voltage.time.map((t) => t + now),
    potential: course.voltage.values[0]!,
    others: tracedOf(model).map((traced, i) => ({ traced, values: course.gates.values[i]! })),
  };
}
