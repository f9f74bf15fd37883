import { z } from 'zod';
import { add, call, divide, exp, exprel, multiply, number, symbol } from '../../formula/expr.ts';
import { normals } from '../../formula/random.ts';
import { closed, finite, nonNegative, positive } from '../../input/schema.ts';
import { BEGINNING, type Process, STEP } from '../../system/system.ts';
import { between, common, type Kind, onset, rounded, window } from './kind.ts';

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
  title: 'Noise',
  currents: ['mean', 'sigma'],
  words: {
    mean: 'Mean current',
    sigma: 'Standard deviation of the current',
    tau: 'Correlation time',
    onset: 'Onset',
    end: 'End',
  },
  example: ({ current }) => ({ mean: rounded(current / 2), sigma: rounded(current / 2), tau: 5 }),
  course: (stimulus, numbers) => {
    const { dt, value, extremes, own, stream } = numbers;
    const draw = stream();
    const x = divide(number(-dt), value('tau'));
    const decay = exp(x);
    // 1 - decay^2, without what a difference would lose where tau is long.
    const spread = call('sqrt', multiply(multiply(number(-2), x), exprel(multiply(number(2), x))));
    const name = own('noise');
    const next = add(multiply(decay, symbol(name)), multiply(spread, draw(symbol(STEP), normals)));
    const noise: Process = {
      name,
      unit: '1',
      description: 'Fluctuation of the current, in standard deviations',
      next,
      inStep: between(name, next),
      initial: draw(BEGINNING, normals),
      extent: [number(-EXTENT), number(EXTENT)],
    };
    const current = add(value('mean'), multiply(value('sigma'), noise.inStep));
    const course = { onset: value('onset'), processes: [noise] };
    // Most are there from the beginning to the end: a step then costs nothing for that.
    if (stimulus.end === undefined && extremes('onset')[1] === 0) return { ...course, current, jumps: [] };
    const { active, jumps } = window(numbers, stimulus);
    return { ...course, current: multiply(current, active), jumps };
  },
};

/** Standard deviations that it hardly ever leaves. */
const EXTENT = 4;
