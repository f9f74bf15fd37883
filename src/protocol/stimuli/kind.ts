import { z } from 'zod';
import {
  add,
  and,
  clamp,
  type Expr,
  elapsed,
  less,
  lessEqual,
  negate,
  number,
  subtract,
  symbol,
} from '../../formula/expr.ts';
import { finite, nonNegative } from '../../input/schema.ts';
import { fractionOf, SPAN, STEP, stepOf, type Time } from '../../system/system.ts';

// What kinds of stimuli are made of.

/** A kind of stimulus: what is written of it, and what it is as formulas of its numbers. */
export interface Kind<Schema extends z.ZodObject> {
  readonly schema: Schema;
  /** Names of those of its numbers that are currents; the others are times in ms, but for those with a unit below. */
  readonly currents: readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  /** What its numbers are, in words. */
  readonly words: Readonly<Record<string, string>>;
  /** Names of numbers that decide what the formulas are and cannot be varied. */
  readonly fixed?: readonly string[];
  course(stimulus: z.infer<Schema>, numbers: Numbers): Course;
}

/** The numbers of one stimulus in formulas. */
export interface Numbers {
  /** Step, ms. */
  readonly dt: number;
  value(name: string): Expr;
  /** A moment that formulas count steps from. */
  moment(name: string, at: Expr): Time;
}

/** How a current goes in the course of time. */
export interface Course {
  /** In the unit of the stimulus; where it jumps inside a step the mean over the step. */
  readonly current: Expr;
  /** When it first changes, ms. */
  readonly onset: Expr;
  /** Moments at which it jumps, and others that it counts from. */
  readonly jumps: readonly Time[];
  readonly times?: readonly Time[];
}

export const amplitude = finite.describe('Current, depolarising positive, in `unit`');
export const onset = nonNegative.default(0).describe('Start, ms');

/** What every kind may say. */
export const common = {
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/, {
      error: 'a name is made of up to 32 letters and digits, a letter first',
    })
    .optional()
    .describe('What it is called among several'),
  unit: z
    .enum(['uA/cm2', 'nA'])
    .optional()
    .describe('Of the currents: a density, as where nothing is said, or a current into the whole cell'),
};

/** Steps from a moment to the beginning of the present step. */
export function since(time: Time): Expr {
  return subtract(elapsed(symbol(STEP), symbol(stepOf(time))), symbol(fractionOf(time)));
}

/** Fraction of the present step that lies after a moment. */
export function after(time: Time): Expr {
  return clamp(add(since(time), number(1)), 0, 1);
}

/** Whether a moment lies in the next steps. */
export function isNear(time: Time): Expr {
  return and(lessEqual(since(time), number(0)), less(negate(symbol(SPAN)), since(time)));
}
