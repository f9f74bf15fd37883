import { z } from 'zod';
import { add, divide, maximum, multiply, number, symbol } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { STAGE } from '../../system/system.ts';
import { amplitude, common, type Kind, onset, window } from './kind.ts';
import { since } from './moments.ts';
import { sineOfTurns } from './oscillation.ts';

const schema = closed({
  kind: z.literal('sine'),
  amplitude,
  offset: finite.default(0).describe('Current around which it goes'),
  frequency: positive.describe('Hz'),
  phase: finite.default(0).describe('At the onset, degrees'),
  onset,
  end: positive.optional().describe('End, ms'),
  ...common,
}).describe('A current that goes to and fro');

export const sine: Kind<typeof schema> = {
  schema,
  title: 'Sine',
  currents: ['amplitude', 'offset'],
  units: { frequency: 'Hz', phase: 'deg' },
  words: {
    amplitude: 'Amplitude',
    offset: 'Mean current',
    frequency: 'Frequency',
    phase: 'Phase',
    onset: 'Onset',
    end: 'End',
  },
  example: ({ current }) => ({ amplitude: current, frequency: 20, offset: 0 }),
  course: (stimulus, numbers) => {
    const { value, dt } = numbers;
    const { active, jumps } = window(numbers, stimulus);
    const seconds = multiply(number(dt / 1000), maximum(add(since(jumps[0]!), symbol(STAGE)), number(0)));
    const turns = add(multiply(value('frequency'), seconds), divide(value('phase'), number(360)));
    const wave = add(value('offset'), multiply(value('amplitude'), sineOfTurns(turns)));
    return { current: multiply(wave, active), onset: value('onset'), jumps };
  },
};
