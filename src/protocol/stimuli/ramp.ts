import { z } from 'zod';
import { add, clamp, divide, multiply, number, subtract, symbol } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { STAGE } from '../../system/system.ts';
import { common, type Kind, onset } from './kind.ts';
import { since } from './moments.ts';

const schema = closed({
  kind: z.literal('ramp'),
  from: finite.default(0).describe('Current before the ramp'),
  to: finite.describe('Current after the ramp'),
  onset,
  end: positive.describe('End of the rise, ms'),
  ...common,
}).describe('A current that changes linearly from onset to end and then stays');

export const ramp: Kind<typeof schema> = {
  schema,
  title: 'Ramp',
  currents: ['from', 'to'],
  words: { from: 'Current before the ramp', to: 'Current after the ramp', onset: 'Onset', end: 'End' },
  example: ({ current }) => ({ to: 2 * current, from: 0, onset: 20, end: 220 }),
  course: (_, { value, moment, dt }) => {
    const begin = moment('onset', value('onset'));
    const length = divide(subtract(value('end'), value('onset')), number(dt));
    const progress = clamp(divide(add(since(begin), symbol(STAGE)), length), 0, 1);
    const current = add(value('from'), multiply(subtract(value('to'), value('from')), progress));
    return { current, onset: value('onset'), jumps: [], times: [begin] };
  },
};
