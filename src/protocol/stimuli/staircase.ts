import { z } from 'zod';
import { add, multiply, number, subtract } from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { common, type Kind, onset, rounded } from './kind.ts';
import { after, since } from './moments.ts';

/** Each level costs some operations in every step. */
const MOST_LEVELS = 64;

const schema = closed({
  kind: z.literal('staircase'),
  levels: z.array(finite).min(1).max(MOST_LEVELS).describe('Currents one after another; the last one stays'),
  onset,
  every: positive.describe('How long each current lasts, ms'),
  ...common,
}).describe('Steady currents one after another, each for the same time');

export const staircase: Kind<typeof schema> = {
  schema,
  title: 'Staircase',
  currents: ['levels'],
  words: { levels: 'Level', onset: 'Onset', every: 'Duration of a level' },
  example: ({ current }) => ({
    levels: [0, 0.5, 1, 1.5, 2].map((factor) => rounded(factor * current)),
    onset: 20,
    every: 100,
  }),
  course: ({ levels }, { value, moment }) => {
    const steps = levels.map((_, i) => {
      const at = i === 0 ? value('onset') : add(value('onset'), multiply(number(i), value('every')));
      const rise = i === 0 ? value('levels.0') : subtract(value(`levels.${i}`), value(`levels.${i - 1}`));
      return { time: moment(`level.${i}`, at), rise };
    });
    return {
      current: steps.map(({ time, rise }) => multiply(rise, after(since(time)))).reduce(add),
      onset: value('onset'),
      jumps: steps.map(({ time }) => time),
    };
  },
};
