import { roundTicks } from '../../analysis/ticks.ts';
import { abscissa, BELOW, type Frame, LEFT, ordinate, RIGHT, ticksOf } from './axes.ts';
import { type Paper, type Plot, TYPE } from './figure.ts';
import { element, lineThrough, words } from './svg.ts';
import { lengthOf } from './text.ts';

/** One line of a plot over time. */
export interface CourseLine {
  /** What it is called in the key; nothing where it is the only one. */
  readonly label?: string;
  /** Lengths of its dashes and of the gaps between them. */
  readonly dash?: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface CoursePlot {
  /** ms */
  readonly time: ArrayLike<number>;
  readonly lines: readonly CourseLine[];
  /** What is drawn, with its unit. */
  readonly title: string;
  /** Ends of the axis at the left. */
  readonly range: readonly [low: number, high: number];
  /** Height, as a part of the width. */
  readonly height: number;
  /** What the axis below says; it has none where a plot below has it. */
  readonly abscissa: string | undefined;
}

const LINE = 0.8;
/** Height of a line of the key and length of a line in it, pt. */
const KEY_LEADING = 10;
const SAMPLE = 18;
const KEY_GAP = 8;

/** What one cell does over time. */
export const coursePlot = ({ time, lines, title, range, height, abscissa: below }: CoursePlot): Plot => ({
  draw(width, paper) {
    const key = keyOf(lines, width - LEFT, paper);
    const frame: Frame = {
      left: LEFT,
      top: TYPE / 2 + key.height,
      width: width - LEFT - RIGHT,
      height: height * width,
    };
    const [low, high] = range;
    const [begin, end] = [time[0] ?? 0, time[time.length - 1] ?? 0];
    const x = (t: number) => frame.left + (end === begin ? 0.5 : (t - begin) / (end - begin)) * frame.width;
    const y = (value: number) => frame.top + (1 - (value - low) / (high - low)) * frame.height;
    const left = roundTicks(low, high, 5).map((value) => ({ value, at: (value - low) / (high - low) }));
    const svg = [
      key.svg,
      ordinate(frame, { title, ticks: left }, paper),
      ...(below === undefined
        ? []
        : [abscissa(frame, { title: below, ticks: ticksOf(begin, end, frame.width, 'below') }, paper)]),
      ...lines.map(({ values, dash }) =>
        element('path', {
          ...pen(paper, dash),
          d: lineThrough(Array.from(time, (t, i) => [x(t), y(values[i] ?? Number.NaN)] as const)),
        }),
      ),
    ].join('');
    return { svg, height: frame.top + frame.height + (below === undefined ? TYPE / 2 : BELOW) };
  },
});

const pen = ({ ink }: Paper, dash: readonly number[] = []) => ({
  fill: 'none',
  stroke: ink,
  'stroke-width': LINE,
  'stroke-linejoin': 'round',
  'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
});

/** The names of lines that have one, each beside a piece of it. */
function keyOf(lines: readonly CourseLine[], width: number, paper: Paper): { svg: string; height: number } {
  let x = 0;
  let row = 0;
  const entries = lines.flatMap(({ label, dash }) => {
    if (label === undefined) return [];
    const length = SAMPLE + 3 + lengthOf(label, TYPE);
    if (x > 0 && x + length > width) {
      x = 0;
      row++;
    }
    const [left, y] = [LEFT + x, row * KEY_LEADING + KEY_LEADING / 2];
    x += length + KEY_GAP;
    return [
      element('path', { ...pen(paper, dash), d: `M${left.toFixed(2)} ${y}h${SAMPLE}` }),
      words('text', { x: left + SAMPLE + 3, y: y + 0.35 * TYPE, fill: paper.ink }, label),
    ];
  });
  return { svg: entries.join(''), height: entries.length > 0 ? (row + 1) * KEY_LEADING : 0 };
}
