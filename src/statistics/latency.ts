import type { Statistic } from './statistic.ts';

const sinceOnset = 'elapsed(event.step, onset.step) + (event.fraction - onset.fraction)';
// Where measuring began after the onset, as after a change on the way, there is nothing to know of the time before.
const begin = 'max(0, elapsed(from, onset.step) - onset.fraction)';
const responds = `!there && ${sinceOnset} >= ${begin}`;

export const latency: Statistic = {
  name: 'latency',
  unit: 'ms',
  description:
    'Time from the onset of the stimulus to the first event after it, inside the measuring window or not',
  fields: {
    there: { type: 'flag', start: '0', keeps: 'run' },
    from: { type: 'step', start: 'step', keeps: 'run' },
    step: { type: 'step', start: 'step', keeps: 'run' },
    fraction: { start: '0', keeps: 'run' },
  },
  event: {
    there: `there || ${sinceOnset} >= ${begin}`,
    step: `${responds} ? event.step : step`,
    fraction: `${responds} ? event.fraction : fraction`,
  },
  result: `there ? (elapsed(step, onset.step) + (fraction - onset.fraction) - ${begin}) * dt : none`,
};
