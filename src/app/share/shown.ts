import { abscissaOf, type Curve } from '../../analysis/curve.ts';
import type { Column } from '../../population/column.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { type Traced, tracedOf } from '../cells/traced.ts';
import { sightOf } from '../scope/pictures.ts';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';

// What the page shows at this moment, as it can be taken away.

/** A point of the f-I curve; its rate in Hz. */
export interface CurvePoint {
  readonly x: number;
  readonly rate: number;
}

export interface ShownCurve {
  readonly curve: Curve;
  /** The first varied quantity. */
  readonly abscissa: Column;
  /** Of the selected cell. */
  readonly selected: CurvePoint | undefined;
}

export interface ShownTrace {
  readonly cell: number;
  /** ms from time 0, ascending. */
  readonly time: ArrayLike<number> & Iterable<number>;
  /** mV */
  readonly potential: Float32Array;
  readonly others: readonly { readonly traced: Traced; readonly values: Float32Array }[];
}

/** The experiment that runs. @throws Error if there is none */
export function runningExperiment({ experiment }: State): Experiment {
  if (!experiment.value) throw new Error(texts.value.news.noPopulation);
  return experiment.value;
}

/** Simulated time that spikes were counted for, ms. @throws Error if that is too short to say anything */
export function measuredWindow({ summary }: State): number {
  if (!summary.value) throw new Error(texts.value.share.notMeasured);
  return summary.value.window;
}

/** @throws Error if nothing varies, or nothing is measured yet */
export function shownCurve(state: State): ShownCurve {
  const experiment = runningExperiment(state);
  const abscissa = abscissaOf(experiment);
  if (abscissa.path === '') throw new Error(texts.value.share.noCurve);
  measuredWindow(state);
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  return {
    curve: state.curve.value!,
    abscissa,
    selected: rate === undefined ? undefined : { x: abscissa.value(cell), rate },
  };
}

/** The stretch of time that the plots of the selected cell show. @throws Error if nothing of it is recorded yet */
export function shownTrace(state: State): ShownTrace {
  const sight = sightOf(state);
  const experiment = runningExperiment(state);
  const traced = tracedOf(experiment.model);
  const cell = state.selected.value;
  if (!sight) throw nothingRecorded();
  const { course, window } = sight;
  const names = [course.voltage, ...traced.map(({ name }) => name)];
  const { time, values } = course.history.stretch(cell, names, window.from, window.to);
  if (time.length < 2) throw nothingRecorded();
  return {
    cell,
    time,
    potential: values[course.voltage]!,
    others: traced.map((one) => ({ traced: one, values: values[one.name]! })),
  };
}

const nothingRecorded = () => new Error(texts.value.share.nothingRecorded);
