import { z } from 'zod';
import {
  add,
  clamp,
  divide,
  type Expr,
  maximum,
  multiply,
  number,
  subtract,
  symbol,
} from '../../formula/expr.ts';
import { closed, finite, positive } from '../../input/schema.ts';
import { STAGE } from '../../system/system.ts';
import { after, amplitude, common, type Kind, onset, since } from './kind.ts';
import { sineOfTurns } from './oscillation.ts';

const schema = closed({
  kind: z.literal('sine'),
  amplitude,
  offset: finite.default(0).describe('Current around which it goes'),
  frequency: positive.describe('Hz'),
  phase: finite.default(0).describe('At the onset, degrees'),
  onset,
  end: positive.optional().describe('End, ms'),
  ...common,
}).describe('A current that goes to and fro');

export const sine: Kind<typeof schema> = {
  schema,
  currents: ['amplitude', 'offset'],
  units: { frequency: 'Hz', phase: 'deg' },
  words: {
    amplitude: 'Amplitude',
    offset: 'Mean current',
    frequency: 'Frequency',
    phase: 'Phase',
    onset: 'Onset',
    end: 'End',
  },
  course: ({ end }, { value, moment, dt }) => {
    const on = moment('onset', value('onset'));
    const off = end === undefined ? undefined : moment('end', value('end'));
    const seconds = multiply(number(dt / 1000), maximum(add(since(on), symbol(STAGE)), number(0)));
    const turns = add(multiply(value('frequency'), seconds), divide(value('phase'), number(360)));
    const wave = add(value('offset'), multiply(value('amplitude'), sineOfTurns(turns)));
    const active: Expr = off ? subtract(after(on), after(off)) : after(on);
    return {
      current: multiply(wave, clamp(active, 0, 1)),
      onset: value('onset'),
      jumps: off ? [on, off] : [on],
    };
  },
};
