import { z } from 'zod';
import { add, minimum, multiply, subtract } from '../../formula/expr.ts';
import { closed, nonNegative, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind } from './kind.ts';
import { after, since } from './moments.ts';

/** Each pulse costs some operations in every step. */
const MOST_PULSES = 64;

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
  course: ({ onsets }, { value, moment }) => {
    const begins = onsets.map((_, i) => value(`onsets.${i}`));
    const each = begins.map((at, i) => {
      return [moment(`on.${i}`, at), moment(`off.${i}`, add(at, value('width')))] as const;
    });
    const active = each.map(([on, off]) => subtract(after(since(on)), after(since(off)))).reduce(add);
    return {
      current: multiply(value('amplitude'), active),
      onset: begins.reduce(minimum),
      jumps: each.flat(),
    };
  },
};
