import type { RatePoints } from '../../analysis/curve.ts';
import { roundTicks } from '../../analysis/ticks.ts';
import { abscissa, BELOW, type Frame, LEFT, ordinate, RIGHT, ticksOf } from './axes.ts';
import { type Plot, TYPE } from './figure.ts';
import { element } from './svg.ts';

export interface CurvePlot {
  readonly curve: RatePoints;
  /** First and last value of what varies. */
  readonly range: readonly [number, number];
  /** What varies, with its unit. */
  readonly varied: string;
  /** What is measured, with its unit. */
  readonly measured: string;
  /** The point with the ring. */
  readonly selected?: { readonly x: number; readonly rate: number } | undefined;
}

const HEIGHT = 0.6;
/** Radii of a point and of the ring, pt. */
const POINT = 0.8;
const RING = 3;
/** The axis reaches at least so far, Hz: the curve of silent cells is a line below. */
const LEAST_TOP = 10;

/** The f-I curve: a point for each cell that is shown, and a ring around the selected one. */
export const curvePlot = ({ curve, range, varied, measured, selected }: CurvePlot): Plot => ({
  draw(width, paper) {
    const frame: Frame = {
      left: LEFT,
      top: TYPE / 2,
      width: width - LEFT - RIGHT,
      height: HEIGHT * width - BELOW,
    };
    const [from, to] = [Math.min(...range), Math.max(...range)];
    const rates = curve.rate.filter(Number.isFinite);
    const marks = roundTicks(0, Math.max(LEAST_TOP, ...rates), 7, 'around');
    const top = marks.at(-1)!;
    const x = (value: number) =>
      frame.left + (from === to ? 0.5 : (value - from) / (to - from)) * frame.width;
    const y = (rate: number) => frame.top + (1 - rate / top) * frame.height;
    const points = curve.x.flatMap((value, i) => {
      const rate = curve.rate[i]!;
      return Number.isFinite(rate) ? [element('circle', { cx: x(value), cy: y(rate), r: POINT })] : [];
    });
    const svg = [
      abscissa(frame, { title: varied, ticks: ticksOf(from, to, frame.width, 'below') }, paper),
      ordinate(frame, { title: measured, ticks: marks.map((value) => ({ value, at: value / top })) }, paper),
      element('g', { fill: paper.ink }, ...points),
      ...(selected && Number.isFinite(selected.rate)
        ? [
            element('circle', {
              cx: x(selected.x),
              cy: y(selected.rate),
              r: RING,
              fill: 'none',
              stroke: paper.ink,
              'stroke-width': 1,
            }),
          ]
        : []),
    ].join('');
    return { svg, height: frame.top + frame.height + BELOW };
  },
});
