import { z } from 'zod';
import { number } from '../../formula/expr.ts';
import { closed } from '../../input/schema.ts';
import { amplitude, common, type Kind } from './kind.ts';

const schema = closed({ kind: z.literal('constant'), amplitude, ...common }).describe(
  'The same current from time 0 on',
);

export const constant: Kind<typeof schema> = {
  schema,
  title: 'Constant current',
  currents: ['amplitude'],
  words: { amplitude: 'Injected current' },
  example: ({ current }) => ({ amplitude: current }),
  course: (_, { value }) => ({ current: value('amplitude'), onset: number(0), jumps: [] }),
};
