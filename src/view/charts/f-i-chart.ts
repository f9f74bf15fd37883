import uPlot from 'uplot';
import type { Curve } from '../../analysis/curve.ts';
import { Chart, type ChartTheme, ORDINATE_ROOM, quietAxis } from './chart.ts';

export interface CurvePoint {
  readonly x: number;
  readonly rate: number;
}

const POINT = 2.5;
/** Distances between the numbers of the axis, Hz. */
const rateSpacings = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const rateMarks = [10, 20, 50, 100, 150, 200, 300, 500, 1000];

/** The f-I curve of the population: one point for each sampled cell, and a ring around the selected one. */
export class FIChart extends Chart {
  #selected: CurvePoint | undefined;

  /** @param onPick the user points at a value of the varied quantity */
  constructor(element: HTMLElement, theme: ChartTheme, onPick: (x: number) => void) {
    super(element, theme, (current) => ({
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max] },
        y: { auto: false, range: (_, min, max) => [min, max] },
      },
      axes: [
        quietAxis(current, 20, { grid: { show: false } }),
        quietAxis(current, ORDINATE_ROOM, { incrs: rateSpacings }),
      ],
      series: [
        {},
        {
          stroke: () => current().ink,
          paths: () => null,
          points: { show: true, size: POINT, width: 0, fill: () => current().ink },
        },
      ],
      hooks: { draw: [(plot) => this.#drawSelected(plot, current())] },
    }));
    this.plot.over.addEventListener('click', (event) => {
      onPick(this.plot.posToVal(event.offsetX, 'x'));
    });
  }

  /** @param range of the varied quantity */
  show(curve: Curve, range: readonly [number, number], selected: CurvePoint | undefined): void {
    this.#selected = selected;
    const highest = curve.rate.reduce((a, b) => Math.max(a, b), 0);
    const top = rateMarks.find((mark) => mark >= highest * 1.05) ?? highest * 1.05;
    this.plot.batch(() => {
      this.plot.setData([[...curve.x], [...curve.rate]], false);
      this.plot.setScale('x', { min: Math.min(...range), max: Math.max(...range) });
      this.plot.setScale('y', { min: 0, max: Math.max(20, top) });
    });
  }

  #drawSelected(plot: uPlot, { ink, ground, faint }: ChartTheme): void {
    if (!this.#selected) return;
    const { ctx, bbox } = plot;
    const x = plot.valToPos(this.#selected.x, 'x', true);
    const y = plot.valToPos(this.#selected.rate, 'y', true);
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
}
