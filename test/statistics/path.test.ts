import { describe, expect, it } from 'vitest';
import { prominence } from '../../src/statistics/prominence.ts';
import { threshold } from '../../src/statistics/threshold.ts';
import { observe, type Trace } from '../support/traces.ts';

/** A curve with a peak at 0 and no symmetry. */
const peaked = (t: number) => 40 * Math.exp(-t * t + 0.4 * t ** 3) - 65;
/** Rises through 0 at 0, not in a straight line. */
const rising = (t: number) => Math.expm1(t) + 0.3 * t * t;

/** Steps before and after 0. */
const AROUND = 30;

/** Samples of a curve `dt` apart, so that 0 lies `phase` steps after the sample in the middle. */
const through = (f: (t: number) => number, dt: number, phase: number): Trace =>
  Array.from({ length: 2 * AROUND + 1 }, (_, i) => f((i - AROUND - phase) * dt));

/** By how many powers of 2 an error falls when the step is halved. */
const order = (coarse: number, fine: number) => Math.log2(Math.abs(coarse / fine));
const steps = [0.04, 0.02] as const;

describe.each([0.1, 0.45, 0.8])(
  'a curve through potentials, the place %d of a step after one of them',
  (phase) => {
    const traces = (f: (t: number) => number) => steps.map((dt) => through(f, dt, phase));

    // Within 0.3 of the true order, with what terms of higher order leave at these steps.
    it('gives the time of a peak to fourth order and its height to fifth', async () => {
      // In 30 steps of 0.02 the curve falls by 10 mV.
      const all = await observe(traces(peaked), prominence(5));
      const [coarse, fine] = all.map(({ times, measured }, i) => {
        expect(times).toHaveLength(1);
        const time = (times[0]! - AROUND - phase) * steps[i]!;
        return { time, height: measured.peak - peaked(0) };
      });
      expect(order(coarse!.time, fine!.time)).toBeGreaterThan(3.7);
      expect(order(coarse!.height, fine!.height)).toBeGreaterThan(4.7);
    });

    it('gives the height of a trough to fifth order', async () => {
      const all = await observe(
        traces((t) => -peaked(t)),
        prominence(5),
      );
      const [coarse, fine] = all.map(({ measured }) => measured.trough + peaked(0));
      expect(order(coarse!, fine!)).toBeGreaterThan(4.7);
    });

    it('gives the time of a crossing to fifth order', async () => {
      const all = await observe(traces(rising), threshold(0, 0));
      const [coarse, fine] = all.map(({ times }, i) => (times[0]! - AROUND - phase) * steps[i]!);
      expect(order(coarse!, fine!)).toBeGreaterThan(4.7);
    });
  },
);

describe('a path with a kink', () => {
  it.each([
    [0, 0, 0, 10, 0],
    [-30, -20, -10, 0, -1],
    [0, 0, 5, 5, 0],
    [0, 20, -10, 0, -20],
    // It comes from far below: a polynomial through five would bend upwards at the top.
    [-35, 49, 52, 51, 48],
  ])('has its highest point near the corner, not far above it: %d, %d, %d, %d, %d', async (...samples) => {
    const trace = [-60, -60, -60, ...samples, -60, -60, -60];
    const [{ times, measured } = { times: [], measured: undefined }] = await observe([trace], prominence(20));
    const top = Math.max(...samples);
    expect(times.length).toBeGreaterThan(0);
    const near = samples.flatMap((V, i) => (V === top ? [Math.abs(times[0]! - (i + 3))] : []));
    expect(Math.min(...near)).toBeLessThanOrEqual(1);
    expect(measured!.peak).toBeGreaterThanOrEqual(top);
    // Twice what a parabola would add: a quarter of the changes beside the corner, 60 mV at most each.
    expect(measured!.peak).toBeLessThanOrEqual(top + 0.25 * 120);
  });
});
