import {
  add,
  and,
  call,
  clamp,
  divide,
  type Expr,
  elapsed,
  less,
  lessEqual,
  multiply,
  negate,
  number,
  or,
  subtract,
  symbol,
} from '../../formula/expr.ts';
import { fractionOf, intervalOf, type Repeated, SPAN, STEP, stepOf, type Time } from '../../system/system.ts';

// Formulas of the steps that have passed since a moment.

/** Most repetitions that are told apart, and most steps from the first to the last: then float32 holds where each of them is. */
export const MOST_REPEATED = 2 ** 16;
export const MOST_STEPS_OF_REPEATED = 2 ** 23;

/** Steps from a moment, the first time if it comes again, to the beginning of the present step. */
export const since = (time: Time): Expr => subtract(passed(time), symbol(fractionOf(time)));

const passed = (time: Time): Expr => elapsed(symbol(STEP), symbol(stepOf(time)));

/** Fraction of the present step that lies after a moment. @param ago steps from the moment to the beginning of the step */
export const after = (ago: Expr): Expr => clamp(add(ago, number(1)), 0, 1);

/** Whether a moment lies in the next steps, each time that it comes. */
export function isNear(time: Time): Expr {
  const isNext = (ago: Expr) => and(lessEqual(ago, number(0)), less(negate(symbol(SPAN)), ago));
  if (!isRepeated(time)) return isNext(since(time));
  // Of the nearest one and the one after it, one is the next.
  return sinceEach(time, few(time, { back: -0.5, count: 2 }))
    .map(isNext)
    .reduce(or);
}

const isRepeated = (time: Time): time is Repeated => time.again !== undefined;

/** Some of the times that a moment comes: the place of the first of them, from 0 on, and how many they are. */
export interface Few {
  readonly first: Expr;
  readonly count: number;
}

/**
 * Those from the last one on that lies so many intervals back or more. The place is right to a small fraction of an interval, for
 * which `back` and `count` leave room. Places at the ends are moved inwards: there are always so many, if not all.
 */
export function few(time: Repeated, wanted: { readonly back: number; readonly count: number }): Few {
  const { again } = time;
  if (again.count <= wanted.count) return { first: number(0), count: again.count };
  const { whole, coarse, fine } = intervalOf(again);
  const interval = add(symbol(whole), add(symbol(coarse), symbol(fine)));
  const intervals = multiply(since(time), divide(number(1), interval));
  const last = again.count - wanted.count;
  const first = clamp(call('floor', subtract(intervals, number(wanted.back))), 0, last);
  return { first, count: wanted.count };
}

/**
 * Steps from each of them to the beginning of the present step. What float32 computes without rounding comes first: whole numbers,
 * then multiples of 1/256.
 */
export function sinceEach(time: Repeated, { first, count }: Few): readonly Expr[] {
  const { whole, coarse, fine } = intervalOf(time.again);
  return Array.from({ length: count }, (_, i) => {
    const steps = (part: string) => multiply(add(first, number(i)), symbol(part));
    const exact = subtract(subtract(passed(time), steps(whole)), steps(coarse));
    return subtract(exact, add(symbol(fractionOf(time)), steps(fine)));
  });
}
