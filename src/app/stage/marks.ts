import { roundTicks } from '../../analysis/ticks.ts';
import { plain } from '../numbers/format.ts';

/** How wide a character of a mark is, as a part of the scale of colours, and the least room between two marks. */
const CHARACTER = 0.05;
const ROOM = 0.03;

/** The ends of a range of colours, and round values between them that are clear of the ends. */
export function marksOf([low, high]: readonly [number, number]): number[] {
  const place = (value: number) => (value - low) / (high - low);
  const isClear = (value: number, end: number) =>
    Math.abs(place(value) - place(end)) >= halfWidth(value) + halfWidth(end) + ROOM;
  const inner = roundTicks(low, high, 4).filter((value) => isClear(value, low) && isClear(value, high));
  return [low, ...inner, high];
}

const halfWidth = (value: number): number => (CHARACTER * plain(value).length) / 2;
