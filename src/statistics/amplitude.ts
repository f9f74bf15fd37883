import { present } from './path.ts';
import type { Statistic } from './statistic.ts';

/** A spike here rises and falls by as much, mV, whatever raises events. */
const PROMINENCE = 20;
/** dV/dt at which a spike begins, mV/ms. */
const BEGINNING = 10;

// The parabola through the potential that a look sees and those next to it, unless there is a corner among them.
const smooth = `(${present('before1')} && ${present('after1')})`;
const change = '(V_after - V_before)';
/** Its second difference, mV. */
const bend = '(V_before - 2 * V + V_after)';
/** Where it turns: how far it lies beyond V there. */
const beyond = (curvature: string) => `${change} * ${change} / max(8 * ${curvature}, 1e-6)`;
const crest = `(${smooth} && V >= V_before && V > V_after ? V + ${beyond(`(-${bend})`)} : V)`;
const dip = `(${smooth} && V <= V_before && V < V_after ? V - ${beyond(bend)} : V)`;

/** Whether V has risen far enough from the lowest potential to be a spike, and fallen far enough from the highest. */
export const starts = `(!amplitude.rising && V > amplitude.low + ${PROMINENCE})`;
export const ends = `(amplitude.rising && V < amplitude.high - ${PROMINENCE})`;
/** Whether it is the highest potential of a spike so far, or the lowest since the spike before. */
export const isHighest = `(${starts} || (amplitude.rising && turns && V > amplitude.high))`;
const isLowest = `(${ends} || (!amplitude.rising && turns && V < amplitude.low))`;

// dV/dt rises through the level between the steps to V and from V; where, in steps from V, and the potential there.
export const steepens = `(V - V_before < ${BEGINNING} * dt && V_after - V >= ${BEGINNING} * dt)`;
const place = `max(-0.5, min(0.5, (${BEGINNING} * dt - 0.5 * ${change}) / max(${bend}, 1e-6)))`;
const begins = `(V + 0.5 * ${place} * (${change} + ${place} * ${bend}))`;
export const foot = `(${steepens} ? (${smooth} ? ${begins} : V) : amplitude.foot)`;

/** Peak and beginning of a spike after a look, as `foot`. */
export const peak = `(${isHighest} ? ${crest} : amplitude.peak)`;
export const begin = `(${isHighest} ? ${foot} : amplitude.begin)`;

/** Whether the spike with the highest potential so far has a beginning and lies inside the measuring window. */
export const counts = 'amplitude.begun && elapsed(amplitude.at, window.step) >= 0';
const counted = `(${ends} && ${counts})`;

export const amplitude: Statistic = {
  name: 'amplitude',
  unit: 'mV',
  description:
    'Mean height of the spikes inside the measuring window, from where dV/dt rises through 10 mV/ms to the peak',
  fields: {
    rising: { type: 'flag', start: '0', keeps: 'run' },
    /** The highest potential that a step came to, when, and the peak that it is next to. */
    high: { start: 'V', keeps: 'run' },
    at: { type: 'step', start: 'step', keeps: 'run' },
    peak: { start: 'V', keeps: 'run' },
    /** The lowest one, and the trough. */
    low: { start: 'V', keeps: 'run' },
    trough: { start: 'V', keeps: 'run' },
    /** Where dV/dt rose through the level last, and whether that was after the spike before. */
    foot: { start: 'V', keeps: 'run' },
    steep: { type: 'flag', start: '0', keeps: 'run' },
    /** The same before the highest potential. */
    begin: { start: 'V', keeps: 'run' },
    begun: { type: 'flag', start: '0', keeps: 'run' },
    count: { start: '0' },
    mean: { start: '0' },
  },
  look: {
    rising: `${starts} || (amplitude.rising && !${ends})`,
    high: `${isHighest} ? V : amplitude.high`,
    at: `${isHighest} ? step : amplitude.at`,
    peak,
    low: `${isLowest} ? V : amplitude.low`,
    trough: `${isLowest} ? ${dip} : amplitude.trough`,
    foot,
    steep: `!${ends} && (amplitude.steep || ${steepens})`,
    begin,
    begun: `${isHighest} ? amplitude.steep || ${steepens} : amplitude.begun`,
    count: `${counted} ? count + 1 : count`,
    mean: `${counted} ? mean + (amplitude.peak - amplitude.begin - mean) / (count + 1) : mean`,
  },
  due: [
    {
      quiet: {
        above: `rising ? high - ${PROMINENCE} : low`,
        below: `rising ? high : low + ${PROMINENCE}`,
      },
    },
    { when: steepens },
  ],
  result: 'count < 1 ? none : mean',
};
