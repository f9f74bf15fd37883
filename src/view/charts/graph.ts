import uPlot from 'uplot';
import { rgb, voltageColours } from '../colours.ts';
import { Chart, type ChartTheme, ORDINATE_ROOM, plainNumber, quietAxis } from './chart.ts';
import { traceAlong, tracePath } from './trace-path.ts';

/** Room at the right of what is drawn, CSS pixels. */
export const MARGIN = 14;
/** Room for the numbers of the abscissa, CSS pixels. */
export const ABSCISSA_ROOM = 20;

/** What a line is drawn in: the colours of the potential, up or to the right, or greys. */
export type Ink = 'potential' | 'potential across' | 'plain' | 'held';

/** Something that is drawn. Values that are not finite are gaps. */
export type Mark =
  | {
      /** Through points whose x ascends, or through any. */
      readonly kind: 'line' | 'orbit';
      readonly x: ArrayLike<number>;
      readonly y: ArrayLike<number>;
      readonly ink: Ink;
      readonly dash?: readonly number[];
      readonly width?: number;
    }
  | {
      /** From 0 to the line through points whose x ascends. */
      readonly kind: 'area';
      readonly x: ArrayLike<number>;
      readonly y: ArrayLike<number>;
      /** From the colour of the ground, 0, to that of the ink, 1. */
      readonly tone: number;
    }
  | {
      /** Between two lines through points whose x ascends. */
      readonly kind: 'band';
      readonly x: ArrayLike<number>;
      readonly low: ArrayLike<number>;
      readonly high: ArrayLike<number>;
      readonly tone: number;
    }
  | {
      /** Upright strokes. */
      readonly kind: 'strokes';
      readonly x: readonly number[];
      readonly from: number;
      readonly to: number;
      readonly width: number;
    }
  | { readonly kind: 'dots'; readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

export type LineMark = Extract<Mark, { readonly ink: Ink }>;

/** One axis: its ends, and its numbers with their words where those differ. */
export interface Scale {
  readonly range: readonly [low: number, high: number];
  readonly ticks: readonly number[];
  /** Of the potential: what its colours span, where the axis goes on beyond them. */
  readonly coloured?: readonly [low: number, high: number];
  word?(value: number): string;
}

export interface Picture {
  readonly x: Scale;
  readonly y: Scale;
  /** In the order in which they lie upon one another. */
  readonly marks: readonly Mark[];
}

const empty: Scale = { range: [0, 1], ticks: [] };

/** Marks between two axes. */
export class Graph extends Chart {
  #picture: Picture = { x: empty, y: empty, marks: [] };

  /** @param abscissa whether its numbers are shown */
  constructor(element: HTMLElement, theme: ChartTheme, abscissa = true) {
    super(element, theme, (current) => ({
      padding: [6, MARGIN, 6, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max] },
        y: { auto: false, range: (_, min, max) => [min, max] },
      },
      axes: [
        quietAxis(current, abscissa ? ABSCISSA_ROOM : 0, {
          ...axisOf(() => this.#picture.x),
          show: abscissa,
        }),
        quietAxis(
          current,
          ORDINATE_ROOM,
          axisOf(() => this.#picture.y),
        ),
      ],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: { draw: [(plot) => this.#draw(plot, current())] },
    }));
  }

  show(picture: Picture): void {
    this.#picture = picture;
    const [{ range: x }, { range: y }] = [picture.x, picture.y];
    this.plot.batch(() => {
      this.plot.setData([[...x], [...y]], false);
      this.plot.setScale('x', { min: x[0], max: x[1] });
      this.plot.setScale('y', { min: y[0], max: y[1] });
    });
    this.plot.redraw(false, true);
  }

  #draw(plot: uPlot, theme: ChartTheme): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const mark of this.#picture.marks) this.#drawMark(plot, mark, theme);
    ctx.restore();
  }

  #drawMark(plot: uPlot, mark: Mark, theme: ChartTheme): void {
    const { ctx } = plot;
    const pixel = uPlot.pxRatio;
    const toX = this.#toPixels(plot, 'x');
    const toY = this.#toPixels(plot, 'y');
    ctx.beginPath();
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    if (mark.kind === 'strokes') {
      ctx.strokeStyle = theme.ink;
      ctx.lineWidth = mark.width * pixel;
      for (const x of mark.x) {
        ctx.moveTo(toX(x), toY(mark.from));
        ctx.lineTo(toX(x), toY(mark.to));
      }
      ctx.stroke();
    } else if (mark.kind === 'dots') {
      ctx.fillStyle = theme.ink;
      for (let i = 0; i < mark.x.length; i++) {
        ctx.moveTo(toX(mark.x[i]!), toY(mark.y[i]!));
        ctx.arc(toX(mark.x[i]!), toY(mark.y[i]!), 3.5 * pixel, 0, 2 * Math.PI);
      }
      ctx.fill();
    } else if (mark.kind === 'area') {
      ctx.fillStyle = mixed(theme, mark.tone);
      traceAlong(ctx, mark, toX, toY, toY(0));
      ctx.fill();
    } else if (mark.kind === 'band') {
      ctx.fillStyle = mixed(theme, mark.tone);
      for (let i = 0; i < mark.x.length; i++) ctx.lineTo(toX(mark.x[i]!), toY(mark.high[i]!));
      for (let i = mark.x.length - 1; i >= 0; i--) ctx.lineTo(toX(mark.x[i]!), toY(mark.low[i]!));
      ctx.fill();
    } else {
      if (mark.ink === 'held') ctx.globalAlpha = 0.5;
      ctx.strokeStyle = this.#strokeOf(plot, mark.ink, theme);
      ctx.lineWidth = (mark.width ?? 1.25) * pixel;
      ctx.lineJoin = 'round';
      ctx.setLineDash((mark.dash ?? []).map((length) => length * pixel));
      if (mark.kind === 'line') traceAlong(ctx, mark, toX, toY);
      else tracePath(ctx, mark, toX, toY, pixel);
      ctx.stroke();
    }
  }

  #strokeOf({ ctx }: uPlot, ink: Ink, theme: ChartTheme): string | CanvasGradient {
    if (ink === 'plain') return theme.ink;
    if (ink === 'held') return theme.quiet;
    const axis = ink === 'potential across' ? 'x' : 'y';
    const { range, coloured } = this.#picture[axis];
    const [low, high] = (coloured ?? range).map(this.#toPixels(this.plot, axis)) as [number, number];
    const gradient =
      axis === 'x' ? ctx.createLinearGradient(low, 0, high, 0) : ctx.createLinearGradient(0, low, 0, high);
    const colours = voltageColours(16);
    for (const [i, colour] of colours.entries()) gradient.addColorStop(i / (colours.length - 1), colour);
    return gradient;
  }

  /** From values of an axis to pixels of the canvas. */
  #toPixels({ bbox }: uPlot, axis: 'x' | 'y'): (value: number) => number {
    const [low, high] = this.#picture[axis].range;
    if (axis === 'x') return (value) => bbox.left + ((value - low) / (high - low)) * bbox.width;
    return (value) => bbox.top + ((high - value) / (high - low)) * bbox.height;
  }
}

/** An axis with the numbers of a scale that changes. */
function axisOf(scale: () => Scale): uPlot.Axis {
  return {
    splits: () => [...scale().ticks],
    values: (_, splits) => splits.map((value) => scale().word?.(value) ?? plainNumber(value)),
  };
}

/** A colour between that of the ground and that of the ink. */
export function mixed({ ground, ink }: Pick<ChartTheme, 'ground' | 'ink'>, tone: number): string {
  const [from, to] = [rgb(ground), rgb(ink)];
  return `rgb(${from.map((part, i) => Math.round(part + tone * (to[i]! - part))).join(' ')})`;
}
