import uPlot from 'uplot';
import { roundSpan } from '../../analysis/ticks.ts';
import { Chart, type ChartTheme, ORDINATE_ROOM, quietAxis } from './chart.ts';

/** Something that was measured, against what varies. */
export interface ShownStatistic {
  /** Ascending. */
  readonly x: readonly number[];
  /** NaN where there is no value. */
  readonly values: readonly number[];
  readonly range: readonly [number, number];
  /** Position of the chosen cell. */
  readonly selected: number | undefined;
}

/** Any statistic of the population against what varies: one point for each sampled cell, and a line at the chosen one. */
export class StatisticChart extends Chart {
  #selected: number | undefined;

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
      axes: [quietAxis(current, 20, { grid: { show: false } }), quietAxis(current, ORDINATE_ROOM)],
      series: [
        {},
        { paths: () => null, points: { show: true, size: 2.5, width: 0, fill: () => current().ink } },
      ],
      hooks: { drawClear: [(plot) => this.#drawSelected(plot, current())] },
    }));
    const { over } = this.plot;
    over.addEventListener('click', (event) => onPick(this.plot.posToVal(event.offsetX, 'x')));
  }

  show({ x, values, range, selected }: ShownStatistic): void {
    this.#selected = selected;
    const [min, max] = roundSpan(values);
    this.plot.batch(() => {
      this.plot.setData([[...x], values.map((value) => (Number.isFinite(value) ? value : null))], false);
      this.plot.setScale('x', { min: Math.min(...range), max: Math.max(...range) });
      this.plot.setScale('y', { min, max });
    });
  }

  #drawSelected(plot: uPlot, { quiet }: ChartTheme): void {
    if (this.#selected === undefined) return;
    const { ctx, bbox } = plot;
    const x = plot.valToPos(this.#selected, 'x', true);
    ctx.save();
    ctx.strokeStyle = quiet;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }
}
