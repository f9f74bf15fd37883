import { roundTicks } from '../../analysis/ticks.ts';
import { type ColourMap, coloursOf } from '../colours.ts';
import { type Axis, abscissa, BELOW, type Frame, LEFT, ordinate, RIGHT } from './axes.ts';
import { type Paper, type Plot, TYPE } from './figure.ts';
import { element } from './svg.ts';

export interface PopulationPlot {
  /** The cells as they were drawn, as a `data:` address of an image, and their width as a multiple of the height. */
  readonly picture: string;
  readonly aspect: number;
  /** What varies from left to right, and upwards, if something does. */
  readonly across: Axis | undefined;
  readonly up: Axis | undefined;
  /** What the colours mean: a quantity with its unit, and the values that they span. */
  readonly colours: {
    readonly title: string;
    readonly range: readonly [low: number, high: number];
    readonly map: ColourMap;
  };
}

/** Thickness of the scale of colours, pt; its length, as a part of the width. */
const SCALE = 5;
const SCALE_LENGTH = 0.6;
const COLOURS = 24;
const SCALE_GAP = 8;

/** The population as it is seen, with what varies beside it and the meaning of its colours below. */
export const populationPlot = ({ picture, aspect, across, up, colours }: PopulationPlot): Plot => ({
  draw(width, paper) {
    const left = up ? LEFT : RIGHT;
    const inner = width - left - RIGHT;
    const frame: Frame = { left, top: TYPE / 2, width: inner, height: inner / aspect };
    const bottom = frame.top + frame.height + (across ? BELOW : 0) + SCALE_GAP;
    const scale = scaleOf(
      colours,
      {
        left: left + (inner * (1 - SCALE_LENGTH)) / 2,
        top: bottom,
        width: inner * SCALE_LENGTH,
        height: SCALE,
      },
      paper,
    );
    const svg = [
      element('image', {
        href: picture,
        x: frame.left,
        y: frame.top,
        width: frame.width,
        height: frame.height,
        preserveAspectRatio: 'none',
      }),
      ...(across ? [abscissa(frame, across, paper)] : []),
      ...(up ? [ordinate(frame, up, paper)] : []),
      scale,
    ].join('');
    return { svg, height: bottom + SCALE + BELOW };
  },
});

/** The colours, from low to high. */
function scaleOf({ title, range, map }: PopulationPlot['colours'], frame: Frame, paper: Paper): string {
  const { left: x, top: y, width, height } = frame;
  const stops = coloursOf(map, COLOURS).map((colour, i) =>
    element('stop', { offset: i / (COLOURS - 1), 'stop-color': colour }),
  );
  const ticks = [...new Set([range[0], ...roundTicks(...range, 4), range[1]])]
    .map((value) => ({ value, at: (value - range[0]) / (range[1] - range[0]) }))
    // The ends are always there; what is too near to them is not.
    .filter(({ at }) => at === 0 || at === 1 || (at > 0.12 && at < 0.88));
  return [
    element('defs', {}, element('linearGradient', { id: 'colours' }, ...stops)),
    element('rect', { x, y, width, height, fill: 'url(#colours)' }),
    abscissa(frame, { title, ticks }, paper),
  ].join('');
}
