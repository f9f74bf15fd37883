import { counts, starts } from './amplitude.ts';
import type { Statistic } from './statistic.ts';

// Where the next spike starts, the fields of `amplitude` are still those of the spike before.
const counted = `(${starts} && ${counts})`;

export const ahp: Statistic = {
  name: 'ahp',
  unit: 'mV',
  description:
    'Mean depth of the afterhyperpolarisation: from where dV/dt rose through 10 mV/ms in a spike down to the lowest potential before the next',
  needs: ['amplitude'],
  fields: { count: { start: '0' }, mean: { start: '0' } },
  look: {
    count: `${counted} ? count + 1 : count`,
    mean: `${counted} ? mean + (amplitude.begin - amplitude.trough - mean) / (count + 1) : mean`,
  },
  due: [],
  result: 'count < 1 ? none : mean',
};
