import { describe, expect, it } from 'vitest';
import { DivergedError } from '../../src/engine/simulation.ts';
import { prominence } from '../../src/statistics/prominence.ts';
import { threshold } from '../../src/statistics/threshold.ts';
import { draw, observe } from '../support/traces.ts';

const detectors = [
  ['by prominence', prominence(20)],
  ['at a threshold', threshold(-12, 1)],
] as const;

/** Spikes of 100 mV whose peaks are at the steps 10, 30, 50, ... */
const train = draw(
  -60,
  Array.from({ length: 10 }, (_, i) => ({ by: i % 2 === 0 ? 100 : -100, steps: 10, rest: 0 })),
);

describe('what is measured', () => {
  it.each(detectors)(
    'is first, last, number and rate of the events in the window: %s',
    async (_, detector) => {
      const [all] = await observe([train], detector);
      expect(all!.times).toHaveLength(5);
      for (let window = 1; window < train.length - 1; window++) {
        const [found] = await observe([train], detector, { window });
        const { measured, times } = found!;
        const inside = all!.times.filter((time) => time >= window);
        expect(times).toEqual(all!.times);
        expect(measured.window).toBe(train.length + 1 - window);
        expect(measured.spikes).toBe(inside.length);
        expect(measured.first).toBe(inside[0] ?? Number.NaN);
        expect(measured.last).toBe(inside.at(-1) ?? Number.NaN);
        const rate = inside.length < 2 ? 0 : (1000 * (inside.length - 1)) / (inside.at(-1)! - inside[0]!);
        expect(measured.rate).toBeCloseTo(rate, 9);
      }
    },
  );

  it.each(detectors)('is the first event after the onset: %s', async (_, detector) => {
    const onsets = Array.from({ length: 2 * train.length }, (_, i) => i / 2);
    const all = await observe(
      onsets.map(() => train),
      detector,
      { onsets },
    );
    for (const [i, { times, measured }] of all.entries()) {
      const onset = onsets[i]!;
      const response = times.find((time) => time >= onset);
      if (response === undefined) expect(measured.latency).toBeNaN();
      else expect(measured.latency).toBeCloseTo(response - onset, 12);
    }
  });

  it('is the latency although the window begins later', async () => {
    const [found] = await observe([train], prominence(20), { onsets: [5], window: 60 });
    // The tops are kinks, which a curve misses by a fraction of a step.
    expect(found!.measured.latency).toBeCloseTo(5, 0);
    expect(found!.measured.first).toBeCloseTo(70, 0);
  });

  it('are the extremes inside the window', async () => {
    const trace = draw(0, [
      { by: 50, steps: 10, rest: 0 },
      { by: -80, steps: 10, rest: 0 },
      { by: 60, steps: 10, rest: 0 },
      { by: -10, steps: 5, rest: 0 },
    ]);
    // The largest change in a step is 8 mV: the extreme of a curve through kinks is off by a fraction of it.
    const measure = async (window: number) =>
      (await observe([trace], prominence(20), { window }))[0]!.measured;
    const all = await measure(0);
    expect(Math.abs(all.peak - 50)).toBeLessThan(2);
    expect(Math.abs(all.trough - -30)).toBeLessThan(2);
    const late = await measure(15);
    expect(Math.abs(late.peak - 30)).toBeLessThan(2);
    expect(Math.abs(late.trough - -30)).toBeLessThan(2);
    const [rising] = await observe([[0, 1, 2, 3]], prominence(20), { after: 0 });
    expect([rising!.measured.peak, rising!.measured.trough]).toEqual([3, 0]);
  });
});

describe('divergence', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1001, -1001])(
    'is V = %d',
    async (V) => {
      const error: unknown = await observe([[-65, -64, V, V]], prominence(20)).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(DivergedError);
      expect(error).toMatchObject({ cell: 0, time: 2 });
      expect((error as DivergedError).V).toBe(V);
    },
  );

  it('is not a potential of up to 1000 mV', async () => {
    await expect(observe([[-65, 1000, -1000, 0]], prominence(20))).resolves.toHaveLength(1);
  });
});
