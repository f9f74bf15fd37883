import { z } from 'zod';
import { add, multiply, subtract } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind, onset } from './kind.ts';
import { after, since } from './moments.ts';

const schema = closed({
  kind: z.literal('paired'),
  amplitude,
  second: finite.describe('Current of the second pulse'),
  width: positive.describe('Duration of each pulse, ms'),
  onset,
  interval: positive.describe('From the start of the first pulse to that of the second, ms'),
  ...common,
}).describe(
  'Two rectangular pulses of one width, a conditioning and a test pulse; where they overlap they add up',
);

export const paired: Kind<typeof schema> = {
  schema,
  title: 'Pair of pulses',
  currents: ['amplitude', 'second'],
  words: {
    amplitude: 'First pulse',
    second: 'Second pulse',
    width: 'Pulse width',
    onset: 'Onset',
    interval: 'Interval',
  },
  example: ({ charge }) => ({ interval: 15, amplitude: charge, second: charge, width: 1, onset: 20 }),
  course: (_, { value, moment }) => {
    const pulse = (name: string, at: ReturnType<typeof value>) => {
      const [on, off] = [moment(`${name}.on`, at), moment(`${name}.off`, add(at, value('width')))];
      return { jumps: [on, off], active: subtract(after(since(on)), after(since(off))) };
    };
    const first = pulse('first', value('onset'));
    const test = pulse('second', add(value('onset'), value('interval')));
    return {
      current: add(multiply(value('amplitude'), first.active), multiply(value('second'), test.active)),
      onset: value('onset'),
      jumps: [...first.jumps, ...test.jumps],
    };
  },
};
