import { z } from 'zod';
import { closed, nonNegative, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind } from './kind.ts';
import { MOST_PULSES, rectangles } from './rectangles.ts';

const schema = closed({
  kind: z.literal('pulses'),
  amplitude,
  width: positive.describe('Duration of each pulse, ms'),
  onsets: z.array(nonNegative).min(1).max(MOST_PULSES).describe('Start of each pulse, ms'),
  ...common,
}).describe('Rectangular pulses at given times; where they overlap they add up');

export const pulses: Kind<typeof schema> = {
  schema,
  title: 'Pulses at given times',
  currents: ['amplitude'],
  words: { amplitude: 'Pulse current', width: 'Pulse width', onsets: 'Onset of pulse' },
  example: ({ charge }) => ({ amplitude: charge, width: 1, onsets: [20, 50, 80] }),
  course: ({ onsets }, numbers) =>
    rectangles(
      onsets.map((_, i) => numbers.value(`onsets.${i}`)),
      numbers,
    ),
};
