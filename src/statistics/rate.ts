import type { Statistic } from './statistic.ts';
import { firstToLast } from './times.ts';

export const rate: Statistic = {
  name: 'rate',
  unit: 'Hz',
  description: 'Firing rate (spikes - 1) / (last - first); 0 with fewer than two events',
  needs: ['spikes', 'first', 'last'],
  result: `spikes.count < 2 ? 0 : 1000 * (spikes.count - 1) / (${firstToLast} * dt)`,
};
