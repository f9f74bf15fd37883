import { inside } from './spikes.ts';
import type { Statistic } from './statistic.ts';

const moment = {
  there: { type: 'flag', start: '0' },
  step: { type: 'step', start: 'step' },
  fraction: { start: '0' },
} as const;

/** Steps from the first event of the window to the last. */
export const firstToLast = '(elapsed(last.step, first.step) + (last.fraction - first.fraction))';

export const first: Statistic = {
  name: 'first',
  unit: 'ms',
  description: 'Time of the first event inside the measuring window',
  fields: moment,
  event: {
    there: `there || ${inside}`,
    step: `!there && ${inside} ? event.step : step`,
    fraction: `!there && ${inside} ? event.fraction : fraction`,
  },
  result: 'there ? (elapsed(step, origin) + fraction) * dt : none',
};

export const last: Statistic = {
  name: 'last',
  unit: 'ms',
  description: 'Time of the last event inside the measuring window',
  fields: moment,
  event: {
    there: `there || ${inside}`,
    step: `${inside} ? event.step : step`,
    fraction: `${inside} ? event.fraction : fraction`,
  },
  result: 'there ? (elapsed(step, origin) + fraction) * dt : none',
};
