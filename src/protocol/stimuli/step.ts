import { z } from 'zod';
import { multiply } from '../../formula/expr.ts';
import { closed, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind, onset, window } from './kind.ts';

const schema = closed({
  kind: z.literal('step'),
  amplitude,
  onset,
  end: positive.optional().describe('End, ms'),
  ...common,
}).describe('A current that is switched on, and off if an end is given');

export const step: Kind<typeof schema> = {
  schema,
  title: 'Step',
  currents: ['amplitude'],
  words: { amplitude: 'Injected current', onset: 'Onset', end: 'End' },
  example: ({ current }) => ({ amplitude: current, onset: 20, end: 220 }),
  course: (stimulus, numbers) => {
    const { active, jumps } = window(numbers, stimulus);
    const { value } = numbers;
    return { current: multiply(value('amplitude'), active), onset: value('onset'), jumps };
  },
};
