import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prominence } from '../../src/statistics/prominence.ts';
import { draw, type Found, observe, type Trace, zigzags } from '../support/traces.ts';

/** The events of one trace. */
const find = async (trace: Trace, height = 20): Promise<Found> => {
  const [found] = await observe([trace], prominence(height));
  return found!;
};

// All tops and bottoms are multiples of 10 mV apart, clearly less or more than a prominence of 25 mV: a curve through
// samples with kinks exceeds them by a fraction of the largest change in a step, 12 mV.
const HEIGHT = 25;
/** Steps at which the samples have the peaks that rise and then fall by more than a height. */
function prominentPeaks(trace: Trace, height: number): number[] {
  const peaks: number[] = [];
  let low = trace[0]!;
  let peak: number | undefined;
  for (const [step, V] of trace.entries()) {
    if (peak === undefined) {
      low = Math.min(low, V);
      if (V - low >= height) peak = step;
    } else if (V > trace[peak]!) peak = step;
    else if (V < trace[peak]! - height) {
      peaks.push(peak);
      peak = undefined;
      low = V;
    }
  }
  return peaks;
}

describe('events by prominence', () => {
  it('are neither lost nor doubled', async () => {
    // 64 traces together, 8 times.
    const populations = fc.array(zigzags, { minLength: 64, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(populations, async (traces) => {
        const all = await observe(traces, prominence(HEIGHT));
        for (const [cell, { times, measured }] of all.entries()) {
          const trace = traces[cell]!;
          const expected = prominentPeaks(trace, HEIGHT);
          expect(times).toHaveLength(expected.length);
          expect(measured.spikes).toBe(expected.length);
          for (const [i, peak] of expected.entries()) {
            // The event is at a top of that height: where two are equal, or on a plateau, any of its times will do.
            const time = times[i]!;
            const around = trace.slice(Math.max(0, Math.floor(time) - 1), Math.ceil(time) + 2);
            expect(Math.max(...around)).toBeGreaterThanOrEqual(trace[peak]! - 2);
            expect(time).toBeGreaterThanOrEqual((expected[i - 1] ?? 0) - 1);
            expect(time).toBeLessThanOrEqual((expected[i + 1] ?? trace.length) + 1);
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it.each([
    // rises by, falls by, events of 20 mV
    [21, 21, 1],
    [19, 40, 0],
    [40, 19, 0],
    [40, 40, 1],
    [60, 19.5, 0],
  ])('need a rise and a fall of the height: up %d, down %d', async (up, down, count) => {
    const moves = [
      { by: up, steps: 100, rest: 0 },
      { by: -down, steps: 100, rest: 0 },
    ];
    expect((await find(draw(-60, moves))).times).toHaveLength(count);
    // Whatever came before.
    const after = [{ by: 50, steps: 50, rest: 0 }, { by: -50, steps: 50, rest: 0 }, ...moves];
    expect((await find(draw(-60, after))).times).toHaveLength(1 + count);
  });

  it('are not doubled by a curve that swings out between coarse samples', async () => {
    // The first spike of strang at 0.2 ms and 6.5 uA/cm2: the quartic puts a dip of 12 mV next to the sample at 27.7 mV.
    const V = [-65, -64, -62.7, -61.6, -60.5, -59.5, -58.3, -57, -55.3, -53.2, -49.8, -43.8, -30.1];
    const trace = [...V, 8, 53.2, 27.7, 29.3, 12.3, 5.4, -6.3, -14.9, -24.1, -32.7, -41.8, -52.6, -60];
    expect((await find(trace)).times).toHaveLength(1);
  });

  it('are found at once when they are certain, not when the next one comes', async () => {
    const { times } = await find(
      draw(-60, [
        { by: 50, steps: 10, rest: 0 },
        { by: -25, steps: 5, rest: 0 },
      ]),
    );
    expect(times).toHaveLength(1);
  });

  it('ignore the dents of a spike', async () => {
    const dented = draw(-60, [
      { by: 50, steps: 10, rest: 0 },
      { by: -10, steps: 5, rest: 0 },
      { by: 15, steps: 5, rest: 0 },
      { by: -60, steps: 10, rest: 0 },
    ]);
    const { times } = await find(dented);
    expect(times).toHaveLength(1);
    // The higher of the two tops.
    expect(times[0]).toBeCloseTo(20, 0);
  });

  it.each([0, 1, 2, 5])(
    'have a time on the plateau where %d steps at the top change nothing',
    async (rest) => {
      const trace = draw(-60, [
        { by: 80, steps: 20, rest },
        { by: -80, steps: 20, rest: 0 },
      ]);
      const { times, measured } = await find(trace);
      expect(times).toHaveLength(1);
      expect(times[0]).toBeGreaterThanOrEqual(19);
      expect(times[0]).toBeLessThanOrEqual(21 + rest);
      expect(measured.peak).toBeGreaterThanOrEqual(20);
    },
  );

  it('have the time and height of the vertex of a parabola exactly', async () => {
    const tops = fc.array(fc.double({ min: 19.501, max: 20.499, noNaN: true }), {
      minLength: 50,
      maxLength: 50,
    });
    await fc.assert(
      fc.asyncProperty(tops, async (places) => {
        const traces = places.map((top) =>
          Array.from({ length: 41 }, (_, step) => 30 - 0.5 * (step - top) ** 2),
        );
        for (const [i, { times, measured }] of (await observe(traces, prominence(20))).entries()) {
          expect(times).toHaveLength(1);
          expect(times[0]).toBeCloseTo(places[i]!, 9);
          expect(measured.peak).toBeCloseTo(30, 9);
        }
      }),
      { numRuns: 2 },
    );
  });
});
