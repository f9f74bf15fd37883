import type { Statistic } from './statistic.ts';

/**
 * A spike here rises and falls by as much, mV, whatever raises events: `events` are noted later than the potentials that its shape is
 * taken from.
 */
const PROMINENCE = 20;
/** dV/dt at which a spike begins, mV/ms. */
const BEGINNING = 10;

// The parabola through three potentials that follow one another: `earlier`, V_before and V, unless there is a corner among them.
const smooth = '!(amplitude.corner || amplitude.corner_before)';
const rise = '(V - V_before)';
const change = '(V - amplitude.earlier)';
/** Its second difference, mV. */
const bend = '(amplitude.earlier - 2 * V_before + V)';
/** Where it turns: how far it lies beyond V_before there. */
const beyond = (curvature: string) => `${change} * ${change} / max(8 * ${curvature}, 1e-6)`;

const turnsDown = `(${smooth} && V_before >= amplitude.earlier && V_before > V)`;
const turnsUp = `(${smooth} && V_before <= amplitude.earlier && V_before < V)`;
/** The highest potential of a spike so far, and the lowest since the spike before. */
export const top = `max(amplitude.high, ${turnsDown} ? V_before + ${beyond(`(-${bend})`)} : V)`;
export const bottom = `min(amplitude.low, ${turnsUp} ? V_before - ${beyond(bend)} : V)`;

/** Whether V has just risen far enough from the lowest potential to be a spike, and fallen far enough from the highest. */
export const starts = `(!amplitude.rising && V - ${bottom} >= ${PROMINENCE})`;
export const ends = `(amplitude.rising && ${top} - V >= ${PROMINENCE})`;

// dV/dt rises through the level between the last two steps; where, in steps from V_before, and the potential there.
export const steepens = `(V_before - amplitude.earlier < ${BEGINNING} * dt && ${rise} >= ${BEGINNING} * dt)`;
const place = `max(-0.5, min(0.5, (${BEGINNING} * dt - 0.5 * ${change}) / max(${bend}, 1e-6)))`;
const begins = `(V_before + 0.5 * ${place} * (${change} + ${place} * ${bend}))`;
export const foot = `(${steepens} ? (${smooth} ? ${begins} : V_before) : amplitude.foot)`;
const isHighest = `(${starts} || (amplitude.rising && V > amplitude.high))`;

/** Whether the spike with the highest potential so far has a beginning and lies inside the measuring window. */
export const counts = 'amplitude.begun && elapsed(amplitude.at, window.step) >= 0';
const counted = `(${ends} && ${counts})`;

export const amplitude: Statistic = {
  name: 'amplitude',
  unit: 'mV',
  description:
    'Mean height of the spikes inside the measuring window, from where dV/dt rises through 10 mV/ms to the peak',
  fields: {
    /** The potential before V_before. */
    earlier: { start: 'V', keeps: 'run' },
    /** Whether there is a corner between V_before and V, and between the two before. */
    corner: { type: 'flag', start: 'corner.next', keeps: 'run' },
    corner_before: { type: 'flag', start: '0', keeps: 'run' },
    rising: { type: 'flag', start: '0', keeps: 'run' },
    high: { start: 'V', keeps: 'run' },
    low: { start: 'V', keeps: 'run' },
    /** Step of the highest potential. */
    at: { type: 'step', start: 'step', keeps: 'run' },
    /** Where dV/dt rose through the level last, and whether that was after the spike before. */
    foot: { start: 'V', keeps: 'run' },
    steep: { type: 'flag', start: '0', keeps: 'run' },
    /** The same before the highest potential. */
    begin: { start: 'V', keeps: 'run' },
    begun: { type: 'flag', start: '0', keeps: 'run' },
    count: { start: '0' },
    mean: { start: '0' },
  },
  step: {
    earlier: 'V_before',
    corner: 'corner.next',
    corner_before: 'amplitude.corner',
    rising: `${starts} || (amplitude.rising && !${ends})`,
    high: `${starts} ? V : amplitude.rising ? ${top} : amplitude.high`,
    low: `${ends} ? V : amplitude.rising ? amplitude.low : ${bottom}`,
    at: `${isHighest} ? step : amplitude.at`,
    foot,
    steep: `!${ends} && (amplitude.steep || ${steepens})`,
    begin: `${isHighest} ? ${foot} : amplitude.begin`,
    begun: `${isHighest} ? amplitude.steep || ${steepens} : amplitude.begun`,
    count: `${counted} ? count + 1 : count`,
    mean: `${counted} ? mean + (${top} - amplitude.begin - mean) / (count + 1) : mean`,
  },
  result: 'count < 1 ? none : mean',
};
