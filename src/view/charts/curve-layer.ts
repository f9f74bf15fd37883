import uPlot from 'uplot';
import type { ChartTheme } from './chart.ts';

/** A line over the points of a curve. */
export interface CurveLine {
  readonly x: readonly number[];
  /** Hz */
  readonly rate: readonly number[];
  /** Lengths of dashes and gaps, CSS pixels; none for a line without gaps. */
  readonly dash: readonly number[];
}

/** A value of the varied quantity that has a name. */
export interface CurveTick {
  readonly x: number;
  readonly label: string;
  /** All that is known of it, in a line. */
  readonly words: string;
}

/** Something that stands on the curve besides what was measured. */
export interface CurveLayer {
  readonly lines?: readonly CurveLine[];
  /** Open squares, and filled ones. */
  readonly squares?: Pick<CurveLine, 'x' | 'rate'>;
  readonly filled?: Pick<CurveLine, 'x' | 'rate'>;
  /** From low to high rates (Hz) at values that ascend. */
  readonly hull?: {
    readonly x: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  };
  readonly ticks?: readonly CurveTick[];
  /** A part of the abscissa that has a name. */
  readonly band?: { readonly from: number; readonly to: number; readonly label: string };
}

/** Side of a square, and room between a band and its name, CSS pixels. */
const SQUARE = 6;
const BESIDE = 4;

/** Bands and hulls, which are behind everything else. */
export function drawBands(plot: uPlot, layers: readonly CurveLayer[], theme: ChartTheme): void {
  inside(plot, (ctx, pixel) => {
    const { left, top, width, height } = plot.bbox;
    for (const { band, hull } of layers) {
      if (hull) fillHull(plot, ctx, hull, theme);
      if (!band) continue;
      const from = plot.valToPos(band.from, 'x', true);
      const to = plot.valToPos(band.to, 'x', true);
      ctx.fillStyle = theme.faint;
      ctx.fillRect(from, top, to - from, height);
      ctx.fillStyle = theme.quiet;
      ctx.font = `${11 * pixel}px ${theme.family}`;
      ctx.textBaseline = 'top';
      // At its right, or at its left where that leaves the plot.
      const isRoomy = to + ctx.measureText(band.label).width + BESIDE * pixel < left + width;
      ctx.textAlign = isRoomy ? 'left' : 'right';
      ctx.fillText(band.label, isRoomy ? to + BESIDE * pixel : from - BESIDE * pixel, top);
    }
  });
}

/** Lines and squares. */
export function drawLayers(plot: uPlot, layers: readonly CurveLayer[], { ink }: ChartTheme): void {
  inside(plot, (ctx, pixel) => {
    ctx.strokeStyle = ink;
    ctx.lineJoin = 'round';
    ctx.lineWidth = 1.5 * pixel;
    const at = ({ x, rate }: Pick<CurveLine, 'x' | 'rate'>) =>
      x.map((value, i) => [plot.valToPos(value, 'x', true), plot.valToPos(rate[i]!, 'y', true)] as const);
    for (const line of layers.flatMap(({ lines = [] }) => lines)) {
      ctx.setLineDash(line.dash.map((length) => length * pixel));
      ctx.beginPath();
      for (const [x, y] of at(line)) ctx.lineTo(x, y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.lineWidth = 1.25 * pixel;
    const side = SQUARE * pixel;
    ctx.fillStyle = ink;
    for (const { squares, filled } of layers) {
      for (const [x, y] of squares ? at(squares) : []) ctx.strokeRect(x - side / 2, y - side / 2, side, side);
      for (const [x, y] of filled ? at(filled) : []) ctx.fillRect(x - side / 2, y - side / 2, side, side);
    }
  });
}

function fillHull(
  plot: uPlot,
  ctx: CanvasRenderingContext2D,
  { x, low, high }: NonNullable<CurveLayer['hull']>,
  theme: ChartTheme,
): void {
  ctx.beginPath();
  for (const [i, value] of x.entries())
    ctx.lineTo(plot.valToPos(value, 'x', true), plot.valToPos(high[i]!, 'y', true));
  for (let i = x.length - 1; i >= 0; i--)
    ctx.lineTo(plot.valToPos(x[i]!, 'x', true), plot.valToPos(low[i]!, 'y', true));
  ctx.closePath();
  ctx.fillStyle = theme.faint;
  ctx.fill();
}

/** Draws where the curve is, and nothing beyond. */
function inside({ ctx, bbox }: uPlot, draw: (ctx: CanvasRenderingContext2D, pixel: number) => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, uPlot.pxRatio);
  ctx.restore();
}
