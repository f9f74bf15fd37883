import type { Statistic } from './statistic.ts';

/** Whether an event lies inside the measuring window; what counts is its time, not when it was found. */
export const inside = 'elapsed(event.step, window.step) + event.fraction >= 0';

export const spikes: Statistic = {
  name: 'spikes',
  unit: '1',
  description: 'Events inside the measuring window',
  fields: { count: { start: '0' } },
  event: { count: `${inside} ? count + 1 : count` },
  result: 'count',
};
