import { counts, ends, top } from './amplitude.ts';
import type { Statistic } from './statistic.ts';

// The half height of a spike is known only after its peak. So crossings are looked for at the half height of the spike before, and
// moved to its own by the slopes there: what is left is of second order in the difference of the two.
const slope = '(V - V_before)';
/** Where V crosses the level in the last step, from V_before on: spikes are nearly straight there. */
const place = `((level - V_before) / ${slope})`;
const upwards = '(V_before < level && V >= level)';
const downwards = '(V_before >= level && V < level)';

const peak = `(amplitude.rising ? ${top} : amplitude.high)`;
const half = `(0.5 * (${peak} + amplitude.begin))`;
/** A spike falls through the level: it rose through it before its peak. */
const falls = `(${downwards} && above && amplitude.begun && elapsed(amplitude.at, up) >= 0)`;
/** A spike passes the level by: it has none yet, or lies below it or above it. */
const misses = `(${ends} && amplitude.begun && (!known || ${top} < level || amplitude.low >= level))`;
const counted = `(${falls} && ${counts})`;
const steps = `(elapsed(step, up) + (${place} - place) + (${half} - level) * (1 / ${slope} - 1 / slope))`;

export const width: Statistic = {
  name: 'width',
  unit: 'ms',
  description:
    'Mean width of the spikes inside the measuring window, at half of their height above where dV/dt rises through 10 mV/ms',
  needs: ['amplitude'],
  fields: {
    level: { start: 'V', keeps: 'run' },
    known: { type: 'flag', start: '0', keeps: 'run' },
    /** Where V rose through the level last: the step after it, the place and the slope; and whether it is still above. */
    up: { type: 'step', start: 'step', keeps: 'run' },
    place: { start: '0', keeps: 'run' },
    slope: { start: '1', keeps: 'run' },
    above: { type: 'flag', start: '0', keeps: 'run' },
    count: { start: '0' },
    mean: { start: '0' },
  },
  step: {
    level: `${falls} || ${misses} ? ${half} : level`,
    known: `known || ${misses}`,
    up: `${upwards} ? step : up`,
    place: `${upwards} ? ${place} : place`,
    slope: `${upwards} ? ${slope} : slope`,
    above: `known && !${misses} && (${upwards} || (above && !${downwards}))`,
    count: `${counted} ? count + 1 : count`,
    mean: `${counted} ? mean + (${steps} - mean) / (count + 1) : mean`,
  },
  result: 'count < 1 ? none : mean * dt',
};
