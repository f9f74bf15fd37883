import { z } from 'zod';
import {
  add,
  and,
  clamp,
  divide,
  type Expr,
  elapsed,
  less,
  lessEqual,
  minimum,
  multiply,
  negate,
  number,
  or,
  subtract,
  symbol,
} from '../formula/expr.ts';
import { closed, finite, nonNegative, positive } from '../input/schema.ts';
import { fractionOf, type Input, SPAN, STAGE, STEP, stepOf, type Time } from '../system/system.ts';

const amplitude = finite.describe('Current density, depolarising positive, uA/cm2');
const onset = nonNegative.default(0).describe('Start, ms');

/** The stimuli by kind. All numbers of a stimulus can be varied over the population. */
export const stimulusSchema = z
  .discriminatedUnion('kind', [
    closed({ kind: z.literal('constant'), amplitude }).describe('The same current from time 0 on'),
    closed({
      kind: z.literal('step'),
      amplitude,
      onset,
      end: positive.optional().describe('End, ms'),
    }).describe('A current that is switched on, and off if an end is given'),
    closed({
      kind: z.literal('ramp'),
      from: finite.default(0).describe('Current density before the ramp, uA/cm2'),
      to: finite.describe('Current density after the ramp, uA/cm2'),
      onset,
      end: positive.describe('End of the rise, ms'),
    }).describe('A current that changes linearly from onset to end and then stays'),
    closed({
      kind: z.literal('pulses'),
      amplitude,
      width: positive.describe('Duration of each pulse, ms'),
      onsets: z.array(nonNegative).min(1).max(64).describe('Start of each pulse, ms'),
    }).describe('Rectangular pulses; where they overlap they add up'),
  ])
  .check(({ value, issues }) => {
    if ('end' in value && value.end !== undefined && value.end <= value.onset) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['end'],
        message: `end = ${value.end} ms must be greater than onset = ${value.onset} ms`,
      });
    }
  });

/** What is injected into every neuron. */
export type Stimulus = z.infer<typeof stimulusSchema>;
export type StimulusKind = Stimulus['kind'];

/** The name of every number of a stimulus as experiments write it, with its value. */
export function stimulusNumbers(stimulus: Stimulus): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, value] of Object.entries(stimulus)) {
    if (typeof value === 'number') numbers[`stimulus.${key}`] = value;
    if (Array.isArray(value)) for (const [i, item] of value.entries()) numbers[`stimulus.${key}.${i}`] = item;
  }
  return numbers;
}

/** The unit of a number of a stimulus, by its path. */
export function stimulusUnit(path: string): string {
  return ['amplitude', 'from', 'to'].includes(path.split('.')[1]!) ? 'uA/cm2' : 'ms';
}

/** The same stimulus with another value for the number at `path`, such as `stimulus.onsets.1`. */
export function withNumber(stimulus: Stimulus, path: string, value: number): Stimulus {
  const [scope, key, index] = path.split('.');
  if (scope !== 'stimulus' || key === undefined) return stimulus;
  if (index === undefined) return { ...stimulus, [key]: value };
  const list = [...(stimulus as unknown as Record<string, number[]>)[key]!];
  list[Number(index)] = value;
  return { ...stimulus, [key]: list };
}

/** What a stimulus brings to a system: what is injected, and the moments that it counts steps from. */
export interface StimulusInput {
  readonly input: Input;
  readonly times: readonly Time[];
}

/**
 * A stimulus as formulas of its own numbers (symbols such as `stimulus.amplitude`) and of the steps since its moments.
 * @param dt step, ms
 */
export function stimulusInput(stimulus: Stimulus, dt: number): StimulusInput {
  const value = (name: string) => symbol(`stimulus.${name}`);
  const moment = (name: string, at: Expr): Time => ({ name: `moment.${name}`, at });
  const make = (
    onset: Expr,
    formula: Expr,
    jumps: readonly Time[],
    others: readonly Time[] = [],
  ): StimulusInput => ({
    input: {
      name: 'stimulus',
      unit: 'uA/cm2',
      formula,
      jumps: jumps.map(isNear).reduce(or, number(0)),
      onset,
    },
    times: [...jumps, ...others],
  });

  switch (stimulus.kind) {
    case 'constant':
      return make(number(0), value('amplitude'), []);
    case 'step': {
      const on = moment('onset', value('onset'));
      if (stimulus.end === undefined)
        return make(value('onset'), multiply(value('amplitude'), after(on)), [on]);
      const off = moment('end', value('end'));
      const active = subtract(after(on), after(off));
      return make(value('onset'), multiply(value('amplitude'), active), [on, off]);
    }
    case 'ramp': {
      const [from, to, onset, end] = ['from', 'to', 'onset', 'end'].map(value) as [Expr, Expr, Expr, Expr];
      const begin = moment('onset', onset);
      const length = divide(subtract(end, onset), number(dt));
      const progress = clamp(divide(add(since(begin), symbol(STAGE)), length), 0, 1);
      return make(onset, add(from, multiply(subtract(to, from), progress)), [], [begin]);
    }
    case 'pulses': {
      const pulses = stimulus.onsets.map((_, i) => {
        const onset = value(`onsets.${i}`);
        return [moment(`on.${i}`, onset), moment(`off.${i}`, add(onset, value('width')))] as const;
      });
      const active = pulses.map(([on, off]) => subtract(after(on), after(off))).reduce(add);
      const onset = stimulus.onsets.map((_, i) => value(`onsets.${i}`)).reduce(minimum);
      return make(onset, multiply(value('amplitude'), active), pulses.flat());
    }
  }
}

/** Steps from a moment to the beginning of the present step. */
function since(time: Time): Expr {
  return subtract(elapsed(symbol(STEP), symbol(stepOf(time))), symbol(fractionOf(time)));
}

/** Fraction of the present step that lies after a moment. */
function after(time: Time): Expr {
  return clamp(add(since(time), number(1)), 0, 1);
}

/** Whether a moment lies in the next steps. */
function isNear(time: Time): Expr {
  return and(lessEqual(since(time), number(0)), less(negate(symbol(SPAN)), since(time)));
}
