import { element, words } from './svg.ts';
import { linesOf } from './text.ts';

// A figure as journals print it: plots below one another, and a caption. Lengths are points, 1/72 inch, so that type has
// the same size however wide the figure is.

/** Colours of a figure, `#rrggbb`. */
export interface Paper {
  readonly ground: string;
  /** Lines, points and words. */
  readonly ink: string;
}

/** What figures are printed on. */
export const whitePaper: Paper = { ground: '#ffffff', ink: '#000000' };

/** A plot, which is drawn when the width is known. */
export interface Plot {
  /** @param width of the whole, numbers of the axes included, pt */
  draw(width: number, paper: Paper): Drawing;
}

/** What a plot became. */
export interface Drawing {
  readonly svg: string;
  /** pt */
  readonly height: number;
}

export interface FigureOptions {
  /** What it is, in a few words. */
  readonly title: string;
  readonly caption: string;
  /** mm */
  readonly width: number;
  readonly paper: Paper;
}

/** A figure as a text and its size. */
export interface Figure {
  readonly svg: string;
  /** mm */
  readonly width: number;
  /** mm */
  readonly height: number;
}

/** Size of the type in plots and of the caption, pt. */
export const TYPE = 7;
const CAPTION = 6.5;
const CAPTION_LEADING = 8.5;
/** Room around the figure and between its parts, pt. */
const MARGIN = 6;
const GAP = 8;
const FAMILY = 'Helvetica, Arial, "Liberation Sans", sans-serif';

const millimetres = (points: number): number => (points * 25.4) / 72;
const points = (length: number): number => (length * 72) / 25.4;

/** Puts plots and caption together. */
export function figureOf(plots: readonly Plot[], { title, caption, width, paper }: FigureOptions): Figure {
  const whole = points(width);
  const inner = whole - 2 * MARGIN;
  const parts: string[] = [];
  let y = MARGIN;
  const place = ({ svg, height }: Drawing) => {
    parts.push(element('g', { transform: `translate(${MARGIN} ${y.toFixed(2)})` }, svg));
    y += height + GAP;
  };
  for (const plot of plots) place(plot.draw(inner, paper));
  place(captionOf(caption, inner, paper));
  const height = y - GAP + MARGIN;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${width}mm`,
      height: `${millimetres(height).toFixed(2)}mm`,
      viewBox: `0 0 ${whole.toFixed(2)} ${height.toFixed(2)}`,
      'font-family': FAMILY,
      'font-size': TYPE,
      role: 'img',
    },
    words('title', {}, title),
    words('desc', {}, caption),
    element('rect', { width: '100%', height: '100%', fill: paper.ground }),
    ...parts,
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width, height: millimetres(height) };
}

function captionOf(text: string, width: number, { ink }: Paper): Drawing {
  const lines = linesOf(text, CAPTION, width).map((line, i) =>
    words('text', { y: CAPTION + i * CAPTION_LEADING, 'font-size': CAPTION, fill: ink }, line),
  );
  return { svg: lines.join(''), height: lines.length * CAPTION_LEADING };
}
