import { computed } from '@preact/signals';
import { roundTicks } from '../../analysis/ticks.ts';
import { locale } from '../locale.ts';
import { type Paper, TYPE } from './figure.ts';
import { element, words } from './svg.ts';

// The axes of a plot: a line on each side that has numbers, ticks outwards, what it is with its unit.

/** A rectangle, pt. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a number stands along an axis. */
export interface Tick {
  readonly value: number;
  /** From 0 at the beginning of the axis to 1 at its end. */
  readonly at: number;
}

export interface Axis {
  /** What it is and its unit; nothing where another plot says it. */
  readonly title?: string;
  readonly ticks: readonly Tick[];
}

/** Room for the numbers and the title of the axis below and of the one at the left, pt. */
export const BELOW = 24;
export const LEFT = 34;
/** Room for half of the last number on the right, pt. */
export const RIGHT = 8;
/** Least distance between two numbers on the axis below and on the one at the left, pt. */
const DISTANCES = { below: 36, left: 16 } as const;
const TICK = 3;
const LINE = 0.6;

/** Round numbers for an axis. @param length of the axis, pt */
export function ticksOf(from: number, to: number, length: number, side: keyof typeof DISTANCES): Tick[] {
  const most = Math.max(2, Math.floor(length / DISTANCES[side]) + 1);
  return roundTicks(from, to, most).map((value) => ({
    value,
    at: from === to ? 0.5 : (value - from) / (to - from),
  }));
}

/** The axis below a frame. */
export function abscissa(
  { left, top, width, height }: Frame,
  { title, ticks }: Axis,
  { ink }: Paper,
): string {
  const y = top + height;
  return element(
    'g',
    { stroke: 'none', fill: ink, 'text-anchor': 'middle' },
    element('path', {
      d: `M${left} ${y}h${width}${ticks.map(({ at }) => `M${(left + at * width).toFixed(2)} ${y}v${TICK}`).join('')}`,
      stroke: ink,
      'stroke-width': LINE,
    }),
    ...ticks.map(({ value, at }) =>
      words('text', { x: left + at * width, y: y + TICK + TYPE + 1 }, numberOf(value)),
    ),
    ...(title === undefined ? [] : [words('text', { x: left + width / 2, y: y + BELOW - 2 }, title)]),
  );
}

/** The axis at the left of a frame. */
export function ordinate({ left, top, height }: Frame, { title, ticks }: Axis, { ink }: Paper): string {
  const place = (at: number) => top + (1 - at) * height;
  const middle = `rotate(-90) translate(${-(top + height / 2)} ${left - LEFT + TYPE})`;
  return element(
    'g',
    { stroke: 'none', fill: ink, 'text-anchor': 'end' },
    element('path', {
      d: `M${left} ${top}v${height}${ticks.map(({ at }) => `M${left} ${place(at).toFixed(2)}h${-TICK}`).join('')}`,
      stroke: ink,
      'stroke-width': LINE,
    }),
    ...ticks.map(({ value, at }) =>
      words('text', { x: left - TICK - 2, y: place(at) + 0.35 * TYPE }, numberOf(value)),
    ),
    ...(title === undefined ? [] : [words('text', { transform: middle, 'text-anchor': 'middle' }, title)]),
  );
}

const numbers = computed(
  () => new Intl.NumberFormat(locale.value, { maximumSignificantDigits: 6, useGrouping: false }),
);

/** With the minus sign that print has. */
const numberOf = (value: number): string => numbers.value.format(value).replace('-', '\u2212');
