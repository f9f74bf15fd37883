import { type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { Finding, Report } from './study.ts';
import { said } from './words.ts';

/** How a neuron recovers from a spike; currents in the unit of the setup, times in ms. */
export interface Recovery {
  readonly width: number;
  /** Of the first pulse. */
  readonly amplitude: number;
  /** Threshold of a single pulse. */
  readonly single: number;
  /** Intervals, and the threshold of a second pulse after each. */
  readonly intervals: readonly number[];
  readonly seconds: readonly number[];
  /** Ends of the absolute and of the relative refractory period. */
  readonly absolute: number;
  readonly relative: number;
  /** Least interval of two equal pulses, and of a train of them. */
  readonly equal: number;
  readonly period: number;
  /** Times the threshold up to which a second pulse was tried, and at which the relative period is over. */
  readonly most: number;
  readonly recovered: number;
  readonly tolerance: number;
}

/** Thresholds against the interval, and what was found besides. */
export function refractoryReport(setup: Setup, found: Recovery): Report {
  const unit = unitOfCurrents(setup);
  const values = found.seconds.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const threshold = `threshold_${unitInNames(setup)}`;
  return {
    columns: [
      { name: 'interval_ms', values: found.intervals, unit: 'ms', words: 'Interval of the pulses' },
      { name: threshold, values, unit, words: 'Threshold of the second pulse' },
      {
        name: 'ratio',
        values: values.map((value) => value / found.single),
        unit: '1',
        words: 'Threshold of the second pulse over that of a single one',
      },
    ],
    findings: findingsOf(found, unit),
    sentences: sentencesOn(found, unit),
    plot: { x: 'interval_ms', y: ['ratio'] },
  };
}

function findingsOf(found: Recovery, unit: string): Record<string, Finding> {
  const ms = (value: number) => ({ value, unit: 'ms' });
  return {
    width: ms(found.width),
    amplitude: { value: found.amplitude, unit },
    singleThreshold: { value: found.single, unit },
    absolutePeriod: ms(found.absolute),
    relativePeriod: ms(found.relative),
    leastInterval: ms(found.equal),
    // A train that is followed as fast as pulses can come has none.
    highestRate: { value: Number.isFinite(found.period) ? 1000 / found.period : Number.NaN, unit: 'Hz' },
    mostRatio: { value: found.most, unit: '1' },
    recoveredRatio: { value: found.recovered, unit: '1' },
    tolerance: { value: found.tolerance, unit: '1' },
  };
}

function sentencesOn(found: Recovery, unit: string): string[] {
  const { width, amplitude, single, absolute, relative, equal, period, most, recovered } = found;
  const longest = `${said(Math.max(...found.intervals))} ms`;
  const first = `After a pulse of ${said(width)} ms and ${said(amplitude)} ${unit}`;
  const strongest = `second one of up to ${most} times the threshold (${said(single)} ${unit})`;
  const again = isEverywhere(absolute)
    ? `a ${strongest} makes a spike at every interval`
    : `no ${strongest} makes a spike ${Number.isFinite(absolute) ? `before ${said(absolute)} ms` : `up to ${longest}`}`;
  return [
    `${first} ${again}, and one of ${recovered} times the threshold ${does(relative, 'does', `at ${said(relative)} ms`, longest)}.`,
    `A second pulse like the first ${does(equal, 'makes a spike', `from an interval of ${said(equal)} ms on`, longest)}, and a train of them ${followed(period, longest)}.`,
  ];
}

/** Whether something happens at the shortest interval already, that of the width of a pulse. */
const isEverywhere = (interval: number): boolean => interval === Number.NEGATIVE_INFINITY;

/** @param when it does, if it has a number */
function does(interval: number, what: string, when: string, longest: string): string {
  if (isEverywhere(interval)) return `${what} at every interval`;
  return Number.isFinite(interval) ? `${what} ${when}` : `makes none up to ${longest}, the longest interval`;
}

function followed(period: number, longest: string): string {
  if (isEverywhere(period)) return 'is followed one to one at every interval';
  return Number.isFinite(period)
    ? `is followed one to one up to ${said(1000 / period)} Hz`
    : `is not followed one to one at ${longest}`;
}
