import { roundTicks } from '../../analysis/ticks.ts';
import { type Axis, axisLength, axisValue } from '../../population/sweep.ts';
import { placeOf } from '../../view/arrangement.ts';
import { gateDashes } from '../../view/charts/trace-chart.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import type { Tick } from '../../view/figures/axes.ts';
import { coursePlot } from '../../view/figures/course-plot.ts';
import { curvePlot } from '../../view/figures/curve-plot.ts';
import { type Figure, figureOf, type Paper, type Plot } from '../../view/figures/figure.ts';
import { populationPlot } from '../../view/figures/population-plot.ts';
import { capitalised } from '../errors.ts';
import { plain, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { ends, quantityOf, variedValues } from '../quantities.ts';
import type { State } from '../state.ts';
import { drawn } from '../traced.ts';
import { axisTitle, captionOf, lower } from './captions.ts';
import { sheetPicture } from './picture.ts';
import { measuredWindow, runningExperiment, type ShownTrace, shownCurve, shownTrace } from './shown.ts';

// What the page shows, as figures.

export interface FigureStyle {
  /** mm */
  readonly width: number;
  readonly paper: Paper;
}

/** The f-I curve with the selected cell. */
export const curveFigure = (page: Page, style: FigureStyle): Promise<Figure> =>
  page.take(async () => {
    const { state } = page;
    const experiment = runningExperiment(state);
    const { curve, axis, selected } = shownCurve(state);
    const plot = curvePlot({ curve, range: ends(axis), varied: axisTitle(experiment, axis), selected });
    const varied = lower(quantityOf(experiment, axis.vary).name);
    const ring = selected ? `; ring: ${cellWords(state)}` : '';
    return figure(state, style, [plot], {
      title: 'Firing rate',
      shows: `Firing rate against ${varied}, over ${plain(measuredWindow(state))} ms${ring}.`,
    });
  });

/** Potential, gates and other states of the selected cell. */
export const traceFigure = (page: Page, style: FigureStyle): Promise<Figure> =>
  page.take(async () => {
    const { state } = page;
    const trace = shownTrace(state);
    const { others } = trace;
    const below = gatesPlot(trace);
    const voltage = coursePlot({
      time: trace.time,
      lines: [{ values: trace.potential }],
      title: 'Membrane potential (mV)',
      range: voltageRangeOf(runningExperiment(state).model),
      height: 0.36,
      timed: below === undefined,
    });
    return figure(state, style, below ? [voltage, below] : [voltage], {
      title: 'Selected cell',
      shows: `Membrane potential${others.length > 0 ? ` and ${wordsFor(others)}` : ''} of ${cellWords(state)}.`,
    });
  });

const wordsFor = (others: ShownTrace['others']): string =>
  others.some(({ traced }) => traced.measured) ? 'gates, states' : 'gates';

/** Gates, and other states as parts of a scale, if there are any. */
function gatesPlot({ time, others }: ShownTrace): Plot | undefined {
  if (others.length === 0) return undefined;
  const signed = others.some(({ traced }) => traced.measured?.signed);
  return coursePlot({
    time,
    lines: others.map(({ traced, values }, i) => ({
      ...drawn(traced, values),
      dash: gateDashes[i % gateDashes.length]!,
    })),
    title: capitalised(wordsFor(others)),
    range: [signed ? -1 : 0, 1],
    height: 0.22,
    timed: true,
  });
}

/** The sheet of cells. */
export const populationFigure = (page: Page, style: FigureStyle): Promise<Figure> =>
  page.take(async () => {
    const { state } = page;
    const experiment = runningExperiment(state);
    const arrangement = state.arrangement.value!;
    const { x, y } = experiment.sweep;
    const picture = await sheetPicture(state, style.paper);
    const place = (cell: number) => picture.place(placeOf(arrangement, cell));
    const plot = populationPlot({
      picture: picture.address,
      aspect: picture.aspect,
      across: x && { title: axisTitle(experiment, x), ticks: sheetTicks(x, (i) => place(i).x) },
      up:
        y && arrangement.run === 'row'
          ? { title: axisTitle(experiment, y), ticks: sheetTicks(y, (i) => place(i * axisLength(x)).y) }
          : undefined,
      range: voltageRangeOf(experiment.model),
    });
    const time = plain(state.time.value, 7);
    return figure(state, style, [plot], {
      title: 'Population',
      shows: `Membrane potential of every cell at ${time} ms; ring: ${cellWords(state)}.`,
    });
  });

/** Most numbers on an axis of the sheet. */
const MOST_TICKS = 7;

/** Values of an axis where their cells are, as far as these can be seen. @param at place of a position of the axis */
function sheetTicks(axis: Axis, at: (position: number) => number): Tick[] {
  return tellingPositions(axis)
    .map(({ value, position }) => ({ value, at: at(position) }))
    .filter((tick) => tick.at >= 0 && tick.at <= 1);
}

/** Round values and the nearest positions; where values are listed, evenly spaced ones of them. */
function tellingPositions(axis: Axis): { readonly value: number; readonly position: number }[] {
  const last = axisLength(axis) - 1;
  const [from, to] = ends(axis);
  if (last < 1 || from === to) return [{ value: from, position: 0 }];
  if (!axis.values) {
    return roundTicks(from, to, MOST_TICKS).map((value) => ({
      value,
      position: Math.round(((value - from) / (to - from)) * last),
    }));
  }
  const count = Math.min(last + 1, MOST_TICKS);
  return Array.from({ length: count }, (_, i) => {
    const position = Math.round((i * last) / (count - 1));
    return { value: axisValue(axis, position), position };
  });
}

/** The selected cell and what it gets, such as "cell 2,731 (10 µA/cm²)". */
function cellWords(state: State): string {
  const cell = state.selected.value;
  const values = variedValues(runningExperiment(state), cell);
  return `cell ${whole(cell + 1)}${values.length > 0 ? ` at ${values.join(', ')}` : ''}`;
}

function figure(
  state: State,
  style: FigureStyle,
  plots: readonly Plot[],
  { title, shows }: { readonly title: string; readonly shows: string },
): Figure {
  const experiment = runningExperiment(state);
  const caption = captionOf(shows, { experiment, adapter: state.adapter.value!, date: new Date() });
  return figureOf(plots, { ...style, title: `${experiment.model.title}: ${title.toLowerCase()}`, caption });
}
