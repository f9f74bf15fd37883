import { z } from 'zod';
import {
  add,
  call,
  clamp,
  divide,
  exp,
  exprel,
  multiply,
  number,
  subtract,
  symbol,
} from '../../formula/expr.ts';
import { normals } from '../../formula/random.ts';
import { closed, finite, nonNegative, positive } from '../../input/schema.ts';
import { BEGINNING, type Process, STEP } from '../../system/system.ts';
import { after, between, common, type Kind, onset } from './kind.ts';

const schema = closed({
  kind: z.literal('ou'),
  mean: finite.default(0).describe('Current around which it fluctuates'),
  sigma: nonNegative.describe('Standard deviation of the current'),
  tau: positive.describe('Correlation time, ms'),
  onset,
  end: positive.optional().describe('End, ms'),
  ...common,
}).describe('A current that fluctuates (Ornstein-Uhlenbeck process), different in every neuron');

/**
 * dI = (mean - I) dt / tau + sigma sqrt(2 / tau) dW, from its stationary distribution on, by the exact update (D. T. Gillespie,
 * Phys. Rev. E 54 (1996) 2084-2091, eq. 3.1): right at the end of every step whatever dt, and straight in between.
 */
export const ou: Kind<typeof schema> = {
  schema,
  currents: ['mean', 'sigma'],
  words: {
    mean: 'Mean current',
    sigma: 'Standard deviation of the current',
    tau: 'Correlation time',
    onset: 'Onset',
    end: 'End',
  },
  course: ({ end }, { dt, value, extremes, moment, own, stream }) => {
    const draw = stream();
    const x = divide(number(-dt), value('tau'));
    const decay = exp(x);
    // 1 - decay^2, without what a difference would lose where tau is long.
    const spread = call('sqrt', multiply(multiply(number(-2), x), exprel(multiply(number(2), x))));
    const name = own('noise');
    const noise: Process = {
      name,
      unit: '1',
      description: 'Fluctuation of the current, in standard deviations',
      next: add(multiply(decay, symbol(name)), multiply(spread, draw(symbol(STEP), normals))),
      initial: draw(BEGINNING, normals),
      extent: [number(-EXTENT), number(EXTENT)],
    };
    const current = add(value('mean'), multiply(value('sigma'), between(noise)));
    const begin = value('onset');
    if (end === undefined && extremes('onset')[1] === 0)
      return { current, onset: begin, jumps: [], processes: [noise] };
    const on = moment('onset', begin);
    const off = end === undefined ? undefined : moment('end', value('end'));
    const active = off ? subtract(after(on), after(off)) : after(on);
    return {
      current: multiply(current, clamp(active, 0, 1)),
      onset: begin,
      jumps: off ? [on, off] : [on],
      processes: [noise],
    };
  },
};

/** Standard deviations that it hardly ever leaves. */
const EXTENT = 4;
