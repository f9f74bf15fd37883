import { z } from 'zod';
import { add, multiply, number, subtract, sum } from '../../formula/expr.ts';
import { closed, positive } from '../../input/schema.ts';
import { amplitude, common, type Kind, type Numbers, onset } from './kind.ts';
import { after, few, MOST_REPEATED, MOST_STEPS_OF_REPEATED, sinceEach } from './moments.ts';

const schema = closed({
  kind: z.literal('train'),
  amplitude,
  width: positive.describe('Duration of each pulse, ms'),
  onset,
  period: positive.describe('From the start of a pulse to that of the next, ms'),
  count: z.int().min(1).max(MOST_REPEATED).describe('Number of pulses'),
  ...common,
}).describe('Rectangular pulses at even intervals; where they overlap they add up');

export const train: Kind<typeof schema> = {
  schema,
  title: 'Train of pulses',
  currents: ['amplitude'],
  units: { count: '1' },
  fixed: ['count'],
  words: { amplitude: 'Pulse current', width: 'Pulse width', onset: 'Onset', period: 'Period of the pulses' },
  example: ({ charge }) => ({ period: 25, amplitude: charge, width: 1, onset: 20, count: 40 }),
  course: ({ count }, numbers) => {
    const { value, repeated } = numbers;
    const { back, atOnce, together } = sizesOf(numbers);
    const parts = Array.from({ length: Math.ceil(count / together) }, (_, i) => {
      const first = i * together;
      const again = { every: value('period'), count: Math.min(together, count - first) };
      const at = i === 0 ? value('onset') : add(value('onset'), multiply(number(first), value('period')));
      const on = repeated(`on.${i}`, at, again);
      const off = repeated(`off.${i}`, add(at, value('width')), again);
      const near = few(on, { back, count: atOnce });
      const [begun, ended] = [on, off].map((time) => sinceEach(time, near).map(after).reduce(add));
      return { active: subtract(begun!, ended!), jumps: [on, off] };
    });
    return {
      current: multiply(value('amplitude'), sum(parts.map(({ active }) => active))),
      onset: value('onset'),
      jumps: parts.flatMap(({ jumps }) => jumps),
    };
  },
};

/** Most steps that a train may last, and most of its pulses that may be on in a step: both cost operations in every step. */
export const MOST_STEPS_OF_TRAINS = 16 * MOST_STEPS_OF_REPEATED;
export const MOST_AT_ONCE = 32;

/** What a train costs. @param numbers where they vary, the longest and shortest of them */
export function sizesOf({ dt, extremes }: Pick<Numbers, 'dt' | 'extremes'>) {
  const [shortest, longest] = extremes('period').map((period) => period / dt);
  const width = extremes('width')[1] / dt;
  // A pulse that is on in a step began before the end of it and one width before its beginning or later.
  const back = Math.max(0, width / shortest! - 1) + 0.25;
  return {
    /** How many intervals ago the first one began that may be on. */
    back,
    /** How many from there on may be. */
    atOnce: Math.ceil(back + 1 / shortest! + 1.25),
    /** How many are told apart from one first pulse. */
    together: Math.min(MOST_REPEATED, Math.max(1, Math.floor(MOST_STEPS_OF_REPEATED / longest!))),
  };
}
