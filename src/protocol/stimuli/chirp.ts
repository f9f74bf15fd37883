import { z } from 'zod';
import {
  add,
  call,
  clamp,
  divide,
  type Expr,
  exprel,
  multiply,
  number,
  subtract,
  symbol,
} from '../../formula/expr.ts';
import { closed, positive } from '../../input/schema.ts';
import { STAGE } from '../../system/system.ts';
import { amplitude, common, type Kind, onset, rounded, window } from './kind.ts';
import { since } from './moments.ts';
import { sineOfTurns } from './oscillation.ts';

const schema = closed({
  kind: z.literal('chirp'),
  amplitude,
  from: positive.describe('Frequency at the onset, Hz'),
  to: positive.describe('Frequency at the end, Hz'),
  sweep: z
    .enum(['linear', 'exponential'])
    .default('linear')
    .describe('How the frequency goes from one to the other'),
  onset,
  end: positive.describe('End, ms'),
  ...common,
}).describe('A sine whose frequency changes from one to another (ZAP), for impedances');

export const chirp: Kind<typeof schema> = {
  schema,
  title: 'Sine of growing frequency',
  currents: ['amplitude'],
  units: { from: 'Hz', to: 'Hz' },
  words: {
    amplitude: 'Amplitude',
    from: 'First frequency',
    to: 'Last frequency',
    onset: 'Onset',
    end: 'End',
  },
  example: ({ current }) => ({ amplitude: rounded(current / 2), from: 1, to: 100, onset: 0, end: 2000 }),
  course: (stimulus, numbers) => {
    const { value, dt } = numbers;
    const { active, jumps } = window(numbers, stimulus);
    const length = subtract(value('end'), value('onset'));
    const progress = clamp(divide(multiply(number(dt), add(since(jumps[0]!), symbol(STAGE))), length), 0, 1);
    const seconds = multiply(multiply(number(1e-3), length), progress);
    const turns = multiply(
      seconds,
      stimulus.sweep === 'linear' ? linear(value, progress) : exponential(value, progress),
    );
    return {
      current: multiply(multiply(value('amplitude'), sineOfTurns(turns)), active),
      onset: value('onset'),
      jumps,
    };
  },
};

/** Mean frequency from the onset until now, Hz: half way where the frequency grows evenly. */
const linear = (value: (name: string) => Expr, progress: Expr): Expr =>
  add(value('from'), multiply(number(0.5), multiply(subtract(value('to'), value('from')), progress)));

/** The same where it grows by even factors: from (k^p - 1) / (p ln k), k = to / from. */
const exponential = (value: (name: string) => Expr, progress: Expr): Expr =>
  multiply(value('from'), exprel(multiply(progress, call('log', divide(value('to'), value('from'))))));
