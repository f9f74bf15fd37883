import uPlot from 'uplot';
import type { Curve } from '../../analysis/curve.ts';
import { type VoltageRange, voltageColours } from '../colours.ts';
import { Chart, type ChartTheme, ORDINATE_ROOM, quietAxis } from './chart.ts';
import { type CurveLayer, drawBands, drawLayers } from './curve-layer.ts';
import { TickLabels } from './curve-ticks.ts';

export interface CurvePoint {
  readonly x: number;
  readonly rate: number;
}

/** What is shown. */
export interface ShownCurve {
  readonly curve: Curve;
  /** Of the varied quantity. */
  readonly range: readonly [number, number];
  readonly selected: CurvePoint | undefined;
  /** Whether peak potentials are shown as well, and what the colours span. */
  readonly peaks: boolean;
  readonly voltage: VoltageRange;
  readonly layers: readonly CurveLayer[];
}

const POINT = 2.5;
/** Distances between the numbers of the axis, Hz. */
const rateSpacings = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const rateMarks = [10, 20, 50, 100, 150, 200, 300, 500, 1000];
/** Room for the numbers of the axis at the right, CSS pixels; it is there without them, too, so that nothing moves. */
const PEAK_ROOM = 28;
/** The axis at the right ends at a multiple of this, mV. */
const PEAK_MARK = 10;

/**
 * The f-I curve of the population: one point for each sampled cell, and a ring around the selected one. Its peak potential is
 * a second point in the colours of the sheet, on the axis at the right.
 */
export class FIChart extends Chart {
  readonly #ticks: TickLabels;
  #shown: ShownCurve | undefined;

  /** @param onPick the user points at a value of the varied quantity */
  constructor(element: HTMLElement, theme: ChartTheme, onPick: (x: number) => void) {
    super(element, theme, (current) => ({
      padding: [8, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max] },
        y: { auto: false, range: (_, min, max) => [min, max] },
        mV: { auto: false, range: (_, min, max) => [min, max] },
      },
      axes: [
        quietAxis(current, 20, { grid: { show: false } }),
        quietAxis(current, ORDINATE_ROOM, { incrs: rateSpacings }),
        quietAxis(current, PEAK_ROOM, {
          scale: 'mV',
          side: 1,
          grid: { show: false },
          values: (_, splits) => splits.map((V) => (this.#shown?.peaks ? String(V) : '')),
        }),
      ],
      series: [
        {},
        points(() => this.#rateColour(current())),
        { ...points(() => this.#peakColours()), scale: 'mV' },
      ],
      hooks: {
        drawClear: [(plot) => drawBands(plot, this.#layers, current())],
        draw: [
          (plot) => {
            drawLayers(plot, this.#layers, current());
            if (this.#shown?.selected) drawSelected(plot, this.#shown.selected, current());
          },
        ],
      },
    }));
    const { over } = this.plot;
    this.#ticks = new TickLabels(over);
    over.addEventListener('click', (event) => {
      onPick(this.plot.posToVal(event.clientX - over.getBoundingClientRect().left, 'x'));
    });
  }

  show(shown: ShownCurve): void {
    this.#shown = shown;
    const { curve, range, peaks, voltage, layers } = shown;
    const peak = (peaks && curve.peak) || [];
    const [left, right] = [Math.min(...range), Math.max(...range)];
    this.plot.batch(() => {
      this.plot.setData([[...curve.x], [...curve.rate], curve.x.map((_, i) => orGap(peak[i]))], false);
      this.plot.setScale('x', { min: left, max: right });
      this.plot.setScale('y', { min: 0, max: topOf(curve, layers) });
      this.plot.setScale('mV', spanOf(peak, voltage));
    });
    this.#ticks.show(
      layers.flatMap(({ ticks = [] }) => ticks),
      [left, right],
    );
  }

  get #layers(): readonly CurveLayer[] {
    return this.#shown?.layers ?? [];
  }

  /** Beneath lines the points step back. */
  #rateColour({ ink, quiet }: ChartTheme): string {
    return this.#layers.some(({ lines = [] }) => lines.length > 0) ? quiet : ink;
  }

  #peakColours(): CanvasGradient {
    const [low, high] = this.#shown?.voltage ?? [0, 1];
    const at = (V: number) => this.plot.valToPos(V, 'mV', true);
    const gradient = this.plot.ctx.createLinearGradient(0, at(low), 0, at(high));
    const colours = voltageColours(16);
    for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
    return gradient;
  }
}

const points = (fill: () => string | CanvasGradient): uPlot.Series => ({
  paths: () => null,
  points: { show: true, size: POINT, width: 0, fill },
});

const orGap = (value: number | undefined) => (Number.isFinite(value) ? value : null);

/** The end of the axis of rates: one of a few, so that it seldom moves. */
function topOf(curve: Curve, layers: readonly CurveLayer[]): number {
  const measured = layers.flatMap(({ squares, filled, hull, lines = [] }) => [
    ...(squares?.rate ?? []),
    ...(filled?.rate ?? []),
    ...(hull?.high ?? []),
    ...lines.flatMap(({ rate }) => rate),
  ]);
  const highest = [...curve.rate, ...measured].reduce((a, b) => Math.max(a, b), 0);
  const top = rateMarks.find((mark) => mark >= highest * 1.05) ?? highest * 1.05;
  return Math.max(20, top);
}

/** What colours span, and more where peaks leave that. */
function spanOf(peak: readonly number[], [low, high]: VoltageRange): { min: number; max: number } {
  const known = peak.filter(Number.isFinite);
  const least = known.reduce((a, b) => Math.min(a, b), low);
  const most = known.reduce((a, b) => Math.max(a, b), high);
  return { min: Math.floor(least / PEAK_MARK) * PEAK_MARK, max: Math.ceil(most / PEAK_MARK) * PEAK_MARK };
}

function drawSelected(plot: uPlot, selected: CurvePoint, { ink, ground, faint }: ChartTheme): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(selected.x, 'x', true);
  const y = plot.valToPos(selected.rate, 'y', true);
  const pixel = uPlot.pxRatio;
  ctx.save();
  ctx.strokeStyle = faint;
  ctx.lineWidth = pixel;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  for (const [colour, width] of [
    [ground, 5],
    [ink, 2],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * pixel;
    ctx.beginPath();
    ctx.arc(x, y, 5 * pixel, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.restore();
}
