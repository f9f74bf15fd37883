import { z } from 'zod';
import { add, multiply, number } from '../../formula/expr.ts';
import { closed, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind, onset } from './kind.ts';
import { MOST_PULSES, rectangles } from './rectangles.ts';

const schema = closed({
  kind: z.literal('train'),
  amplitude,
  width: positive.describe('Duration of each pulse, ms'),
  onset,
  period: positive.describe('From the start of a pulse to that of the next, ms'),
  count: z.int().min(1).max(MOST_PULSES).describe('Number of pulses'),
  ...common,
}).describe('Rectangular pulses at even intervals');

export const train: Kind<typeof schema> = {
  schema,
  title: 'Train of pulses',
  currents: ['amplitude'],
  units: { count: '1' },
  fixed: ['count'],
  words: { amplitude: 'Pulse current', width: 'Pulse width', onset: 'Onset', period: 'Period of the pulses' },
  example: ({ charge }) => ({ period: 25, amplitude: charge, width: 1, onset: 20, count: 40 }),
  course: ({ count }, numbers) => {
    const { value } = numbers;
    const onsets = Array.from({ length: count }, (_, i) =>
      i === 0 ? value('onset') : add(value('onset'), multiply(number(i), value('period'))),
    );
    return rectangles(onsets, numbers);
  },
};
