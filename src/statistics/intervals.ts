import { inside } from './spikes.ts';
import type { Statistic } from './statistic.ts';
import { firstToLast } from './times.ts';

// At an event the fields of others are as they were before it: `last` is the event before, and `spikes.count` says how many there
// were, which is the number of the interval that ends now.
const interval = '(elapsed(event.step, last.step) + (event.fraction - last.fraction))';
const needs = ['spikes', 'last'] as const;

/** An interval between two events that is kept. @param when formula that is true at the end of it */
const kept = (name: string, description: string, when: string): Statistic => ({
  name,
  unit: 'ms',
  description,
  needs,
  fields: { steps: { start: '0' } },
  event: { steps: `${inside} && ${when} ? ${interval} : steps` },
  result: 'spikes.count >= 2 ? steps * dt : none',
});

export const isiFirst = kept(
  'isi_first',
  'First interval between two events inside the measuring window',
  'spikes.count == 1',
);
export const isiLast = kept(
  'isi_last',
  'Last interval between two events inside the measuring window',
  'spikes.count >= 1',
);

export const isiMean: Statistic = {
  name: 'isi_mean',
  unit: 'ms',
  description: 'Mean interval between the events inside the measuring window',
  needs: ['spikes', 'first', 'last'],
  result: `spikes.count < 2 ? none : ${firstToLast} * dt / (spikes.count - 1)`,
};

const beyond = `(${interval} - mean)`;
const counts = `${inside} && spikes.count >= 1`;

/** By the recurrence of B. P. Welford, Technometrics 4 (1962) 419-420, which has no difference of large sums. */
export const isiCV: Statistic = {
  name: 'isi_cv',
  unit: '1',
  description:
    'Coefficient of variation of the intervals inside the measuring window: their standard deviation (of all, not of a sample) by their mean',
  needs,
  fields: { mean: { start: '0' }, squares: { start: '0' } },
  event: {
    mean: `${counts} ? mean + ${beyond} / spikes.count : mean`,
    squares: `${counts} ? squares + ${beyond} * ${beyond} * (spikes.count - 1) / spikes.count : squares`,
  },
  result: 'spikes.count < 3 ? none : sqrt(squares / (spikes.count - 1)) / mean',
};

export const adaptation: Statistic = {
  name: 'adaptation',
  unit: '1',
  description:
    'Mean of (next - interval) / (next + interval) over intervals that follow one another inside the measuring window; positive where firing slows down',
  needs,
  fields: { former: { start: '0' }, sum: { start: '0' } },
  event: {
    former: `${counts} ? ${interval} : former`,
    sum: `${inside} && spikes.count >= 2 ? sum + (${interval} - former) / (${interval} + former) : sum`,
  },
  result: 'spikes.count < 3 ? none : sum / (spikes.count - 2)',
};
