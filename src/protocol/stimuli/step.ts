import { z } from 'zod';
import { multiply, subtract } from '../../formula/expr.ts';
import { closed, positive } from '../../input/schema.ts';
import { after, amplitude, common, type Kind, onset } from './kind.ts';

const schema = closed({
  kind: z.literal('step'),
  amplitude,
  onset,
  end: positive.optional().describe('End, ms'),
  ...common,
}).describe('A current that is switched on, and off if an end is given');

export const step: Kind<typeof schema> = {
  schema,
  currents: ['amplitude'],
  words: { amplitude: 'Injected current', onset: 'Onset', end: 'End' },
  course: ({ end }, { value, moment }) => {
    const on = moment('onset', value('onset'));
    if (end === undefined)
      return { current: multiply(value('amplitude'), after(on)), onset: value('onset'), jumps: [on] };
    const off = moment('end', value('end'));
    const active = subtract(after(on), after(off));
    return { current: multiply(value('amplitude'), active), onset: value('onset'), jumps: [on, off] };
  },
};
