import { roundTicks } from '../../analysis/ticks.ts';
import type { Axis } from '../../population/sweep.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import type { Tick } from '../../view/figures/axes.ts';
import { coursePlot } from '../../view/figures/course-plot.ts';
import { curvePlot } from '../../view/figures/curve-plot.ts';
import { type Figure, figureOf, type Paper, type Plot } from '../../view/figures/figure.ts';
import { populationPlot } from '../../view/figures/population-plot.ts';
import { heightOf, placeOf } from '../../view/sheet.ts';
import { drawn } from '../cells/traced.ts';
import { cellWords, quantityOf } from '../experiment/quantities.ts';
import { titleOf } from '../membrane/membrane-choice.ts';
import { unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { rangeOf } from '../panels/CurvePlot.tsx';
import { dashOf, voltageScale } from '../scope/pictures.ts';
import { tellingPositions } from '../stage/axis-positions.ts';
import type { Shown } from '../stage/shown.ts';
import type { Staged, StagedAxis } from '../stage/stage.ts';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import { axisTitle, captionOf } from './captions.ts';
import { type StagePicture, stagePicture } from './picture.ts';
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
    const { curve, abscissa, selected } = shownCurve(state);
    const words = texts.value.figures;
    const plot = curvePlot({
      curve,
      range: rangeOf(experiment, curve),
      varied: axisTitle(experiment, abscissa.path),
      measured: words.rate,
      selected,
    });
    const varied = quantityOf(experiment, abscissa.path).name;
    return figure(state, style, [plot], {
      title: words.curve,
      shows: words.curveShows(varied, measuredWindow(state), selected && cellWordsOf(state)),
    });
  });

/** Potential, gates and other states of the selected cell. */
export const traceFigure = (page: Page, style: FigureStyle): Promise<Figure> =>
  page.take(async () => {
    const { state } = page;
    const trace = shownTrace(state);
    const { others } = trace;
    const below = gatesPlot(trace);
    const words = texts.value.figures;
    const voltage = coursePlot({
      time: trace.time,
      lines: [{ values: trace.potential }],
      title: words.potential,
      range: voltageScale(voltageRangeOf(runningExperiment(state).model), [trace.potential]).range,
      height: 0.36,
      abscissa: below ? undefined : words.time,
    });
    return figure(state, style, below ? [voltage, below] : [voltage], {
      title: words.trace,
      shows: words.traceShows(others.length > 0 ? kindOf(others) : undefined, cellWordsOf(state)),
    });
  });

function kindOf(others: ShownTrace['others']) {
  return others.some(({ traced }) => traced.measured) ? 'gates and states' : 'gates';
}

/** Gates, and other states as parts of a scale, if there are any. */
function gatesPlot({ time, others }: ShownTrace): Plot | undefined {
  if (others.length === 0) return undefined;
  const signed = others.some(({ traced }) => traced.measured?.signed);
  const words = texts.value.figures;
  return coursePlot({
    time,
    lines: others.map(({ traced, values }, i) => ({
      ...drawn(traced, values),
      dash: dashOf(i),
    })),
    title: words.others[kindOf(others)],
    range: [signed ? -1 : 0, 1],
    height: 0.22,
    abscissa: words.time,
  });
}

/** The cells in their arrangement and their colours. */
export const populationFigure = (page: Page, style: FigureStyle): Promise<Figure> =>
  page.take(async () => {
    const { state } = page;
    const staged = state.stages.front.value.staged.value!;
    const { shown, range } = staged.colour;
    const picture = await stagePicture(page, style.paper);
    const plot = populationPlot({
      picture: picture.address,
      aspect: picture.aspect,
      ...(staged.axes ? plotSides(staged.axes, staged.extent, picture) : sheetSides(state, picture)),
      colours: { title: quantityTitle(shown), range, map: shown.map },
    });
    const { axes } = staged;
    const words = texts.value.figures;
    return figure(state, style, [plot], {
      title: words.population,
      shows: words.populationShows(
        shown.name,
        axes && [axes.x.shown.name, axes.y.shown.name],
        state.time.value,
        cellWordsOf(state),
      ),
    });
  });

/** The sides of a plot, as far as they can be seen. */
function plotSides({ x, y }: NonNullable<Staged['axes']>, extent: Staged['extent'], picture: StagePicture) {
  const side = ({ shown, range }: StagedAxis, at: (part: number) => number) => ({
    title: quantityTitle(shown),
    ticks: roundTicks(...range, MOST_TICKS)
      .map((value) => ({ value, at: at((value - range[0]) / (range[1] - range[0]) - 0.5) }))
      .filter((tick) => tick.at >= 0 && tick.at <= 1),
  });
  return {
    across: side(x, (part) => picture.place({ x: part * extent.width, y: 0 }).x),
    up: side(y, (part) => picture.place({ x: 0, y: part * extent.height }).y),
  };
}

/** What a sheet varies from left to right, and upwards. */
function sheetSides(state: State, picture: StagePicture) {
  const experiment = runningExperiment(state);
  const { sheet } = state.stages.front.value.staged.value!;
  const { x, y } = experiment.sweep;
  const heightAt = heightOf(sheet);
  return {
    across: x && {
      title: axisTitle(experiment, x.vary),
      ticks: sheetTicks(x, (i) => picture.place(placeOf(sheet, i)).x),
    },
    up: y &&
      heightAt && {
        title: axisTitle(experiment, y.vary),
        ticks: sheetTicks(y, (i) => picture.place({ x: 0, y: heightAt(i) - sheet.rows / 2 }).y),
      },
  };
}

const quantityTitle = ({ name, unit: unitName }: Shown): string => {
  const words = unit(unitName);
  return words ? `${name} (${words})` : name;
};

/** Most numbers on an axis of the sheet. */
const MOST_TICKS = 7;

/** Values of an axis where their cells are, as far as these can be seen. @param at place of a position of the axis */
function sheetTicks(axis: Axis, at: (position: number) => number): Tick[] {
  return tellingPositions(axis, MOST_TICKS)
    .map(({ value, position }) => ({ value, at: at(position) }))
    .filter((tick) => tick.at >= 0 && tick.at <= 1);
}

/** The selected cell and what it gets. */
const cellWordsOf = ({ experiment, selected }: State): string => cellWords(experiment.value!, selected.value);

function figure(
  state: State,
  style: FigureStyle,
  plots: readonly Plot[],
  { title, shows }: { readonly title: string; readonly shows: string },
): Figure {
  const experiment = runningExperiment(state);
  const caption = captionOf(shows, { experiment, adapter: state.adapter.value!, date: new Date() });
  return figureOf(plots, {
    ...style,
    title: texts.value.figures.titled(titleOf(experiment.model), title),
    caption,
  });
}
