import { z } from 'zod';
import { add, call, divide, type Expr, multiply, number, subtract, symbol } from '../../formula/expr.ts';
import type { Two } from '../../formula/random.ts';
import { finite, nonNegative } from '../../input/schema.ts';
import {
  type Again,
  type Clamp,
  type Derived,
  type Process,
  type Repeated,
  STAGE,
  type Time,
} from '../../system/system.ts';
import { after, since } from './moments.ts';

// What kinds of stimuli are made of.

/** A kind of stimulus: what is written of it, and what it is as formulas of its numbers. */
export interface Kind<Schema extends z.ZodObject> {
  readonly schema: Schema;
  /** What it is called where it is chosen. */
  readonly title: string;
  /** Names of those of its numbers that are currents; the others are times in ms, but for those with a unit below. */
  readonly currents: readonly string[];
  /** Names of those that are conductances. */
  readonly conductances?: readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  /** What its numbers are, in words. */
  readonly words: Readonly<Record<string, string>>;
  /** Names of numbers that decide what the formulas are and cannot be varied. */
  readonly fixed?: readonly string[];
  /** Groups of names of which one is given: what is said of one group takes the place of the others. */
  readonly either?: readonly (readonly string[])[];
  /** Names of lists of the same length. */
  readonly together?: readonly string[];
  /** What is wrong with one that its schema cannot say. */
  faults?(stimulus: z.infer<Schema>): readonly Fault[];
  /** Numbers with which something is to be seen of a membrane, the most telling one first. */
  example(strength: Strength): Example<z.input<Schema>>;
  course(stimulus: z.infer<Schema>, numbers: Numbers): Course;
}

/** Something wrong with what is written of a stimulus. */
export interface Fault {
  /** The name of what is wrong. */
  readonly path: string;
  readonly message: string;
}

/** What it takes to make a membrane answer. */
export interface Strength {
  /** A steady current at which it fires, uA/cm2. */
  readonly current: number;
  /** What lets it fire within a ms, nC/cm2. */
  readonly charge: number;
}

type Example<Input> = Omit<Input, 'kind' | 'name' | 'unit'>;

/** To two digits. */
export const rounded = (value: number): number => Number(value.toPrecision(2));

/** The numbers of one stimulus in formulas. */
export interface Numbers {
  /** Step, ms. */
  readonly dt: number;
  value(name: string): Expr;
  /** Least and largest value of a number in the population. */
  extremes(name: string): readonly [least: number, largest: number];
  /** A moment that formulas count steps from. */
  moment(name: string, at: Expr): Time;
  /** One that comes again. */
  repeated(name: string, at: Expr, again: Omit<Again, 'name'>): Repeated;
  /** A name for a process or a derived number of this stimulus alone. */
  own(name: string): string;
  /** Random values of a stream of its own, one for each count of steps, those of two steps made of two random words. */
  stream(): (step: Expr, values: (words: Two) => Two) => Expr;
}

/** How a current or a conductance goes in the course of time. */
export interface Course {
  /** In the unit of the stimulus; where it jumps inside a step the mean over the step. */
  readonly current?: Expr;
  /** A conductance in the unit of the stimulus, and the potential (mV) that it pulls to. */
  readonly conductance?: { readonly formula: Expr; readonly reversal: Expr };
  /** When it first changes, ms. */
  readonly onset: Expr;
  /** Moments at which it jumps, and others that it counts from. */
  readonly jumps: readonly Time[];
  readonly times?: readonly Time[];
  /** Whether it jumps in the next `SPAN` steps, besides: where moments are too many to be named. */
  readonly isNearJump?: Expr;
  readonly clamp?: Clamp;
  readonly processes?: readonly Process[];
  readonly derived?: readonly Derived[];
  /** Numbers that it looks up, by the names of their tables. */
  readonly tables?: readonly (readonly [name: string, values: Float64Array])[];
}

export const amplitude = finite.describe('Current, depolarising positive');
export const onset = nonNegative.default(0).describe('Start, ms');

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/, {
    error: 'a name is made of up to 32 letters and digits, a letter first',
  })
  .optional()
  .describe('What it is called among several');

/** What every kind may say. */
export const named = { name };

/** What every kind of current may say. */
export const common = {
  ...named,
  unit: z
    .enum(['uA/cm2', 'nA'])
    .optional()
    .describe('Of the currents: a density, as where nothing is said, or a current into the whole cell'),
};

/** What every kind of conductance may say. */
export const commonOfConductances = {
  ...named,
  unit: z
    .enum(['mS/cm2', 'nS'])
    .optional()
    .describe('Of the weight: a density, as where nothing is said, or a conductance of the whole cell'),
};

/** What a process is in a step, where it goes evenly from one value to the next. */
export function between(process: string, next: Expr): Expr {
  const now = symbol(process);
  return add(now, multiply(symbol(STAGE), subtract(next, now)));
}

/** The nearest time between two steps. */
export const onGrid = (at: Expr, { dt }: Numbers): Expr =>
  multiply(number(dt), call('floor', add(divide(at, number(dt)), number(0.5))));

/** The fraction of the present step in which a stimulus is on, from its onset to its end if it has one, and when it jumps. */
export function window(
  { value, moment }: Numbers,
  { end }: { readonly end?: number | undefined },
): { readonly active: Expr; readonly jumps: readonly Time[] } {
  const on = moment('onset', value('onset'));
  if (end === undefined) return { active: after(since(on)), jumps: [on] };
  const off = moment('end', value('end'));
  return { active: subtract(after(since(on)), after(since(off))), jumps: [on, off] };
}
