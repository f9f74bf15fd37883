import { z } from 'zod';
import {
  add,
  clamp,
  divide,
  type Expr,
  minimum,
  multiply,
  number,
  subtract,
  symbol,
} from '../formula/expr.ts';
import { closed, finite, nonNegative, positive } from '../input/schema.ts';

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

/** A stimulus as formulas of its own numbers (symbols such as `stimulus.amplitude`) and of the symbol `step`. */
export interface StimulusFormula {
  /**
   * Current at the fraction `stage` (0..1) of the step that begins at `step`, uA/cm2. Where the current jumps inside
   * the step it is the mean over the step, so that the charge is right for every dt.
   */
  current(stage: number): Expr;
  /** Time of the first change, ms. */
  readonly onset: Expr;
}

/** Number of completed steps, as a formula symbol. */
export const stepSymbol = symbol('step');

/** The name of every number of a stimulus as experiments write it, with its value. */
export function stimulusNumbers(stimulus: Stimulus): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, value] of Object.entries(stimulus)) {
    if (typeof value === 'number') numbers[`stimulus.${key}`] = value;
    if (Array.isArray(value)) for (const [i, item] of value.entries()) numbers[`stimulus.${key}.${i}`] = item;
  }
  return numbers;
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

/** @param dt step, ms */
export function stimulusFormula(stimulus: Stimulus, dt: number): StimulusFormula {
  const value = (name: string) => symbol(`stimulus.${name}`);
  const steps = (time: Expr) => divide(time, number(dt));
  /** Fraction of the present step that lies after `time`. */
  const after = (time: Expr) => clamp(subtract(add(stepSymbol, number(1)), steps(time)), 0, 1);

  switch (stimulus.kind) {
    case 'constant':
      return { current: () => value('amplitude'), onset: number(0) };
    case 'step': {
      const on = after(value('onset'));
      const active = stimulus.end === undefined ? on : subtract(on, after(value('end')));
      return { current: () => multiply(value('amplitude'), active), onset: value('onset') };
    }
    case 'ramp': {
      const [from, to, onset, end] = ['from', 'to', 'onset', 'end'].map(value) as [Expr, Expr, Expr, Expr];
      const begin = steps(onset);
      const progress = (stage: number) =>
        clamp(divide(subtract(add(stepSymbol, number(stage)), begin), subtract(steps(end), begin)), 0, 1);
      return {
        current: (stage) => add(from, multiply(subtract(to, from), progress(stage))),
        onset,
      };
    }
    case 'pulses': {
      const pulse = (onset: Expr) => subtract(after(onset), after(add(onset, value('width'))));
      const onsets = stimulus.onsets.map((_, i) => value(`onsets.${i}`));
      const active = onsets.map(pulse).reduce(add);
      return { current: () => multiply(value('amplitude'), active), onset: onsets.reduce(minimum) };
    }
  }
}
