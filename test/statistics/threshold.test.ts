import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threshold } from '../../src/statistics/threshold.ts';
import { observe, type Trace } from '../support/traces.ts';

/** Steps before which V rises through a level, each after having been `rearm` below it. */
function crossings(trace: Trace, level: number, rearm: number): number[] {
  const found: number[] = [];
  let armed = trace[0]! < level;
  for (const [step, V] of trace.entries()) {
    if (armed && V >= level) {
      found.push(step - 1);
      armed = false;
    } else armed ||= V < level - rearm;
  }
  return found;
}

const samples = fc.array(fc.constantFrom(-20, -1, 0, 0, 0, 1, 20), {
  minLength: 2,
  maxLength: 60,
  size: 'max',
});
const populations = fc.array(samples, { minLength: 64, maxLength: 64 });

describe('events at a threshold', () => {
  it.each([0, 0.5, 10])(
    'are the upward crossings, neither lost nor doubled, where samples lie on the level: armed %d mV below',
    async (rearm) => {
      await fc.assert(
        fc.asyncProperty(populations, async (traces) => {
          const all = await observe(traces, threshold(0, rearm));
          for (const [cell, { times, measured }] of all.entries()) {
            const expected = crossings(traces[cell]!, 0, rearm);
            expect(measured.spikes).toBe(expected.length);
            expect(times).toHaveLength(expected.length);
            for (const [i, step] of expected.entries()) {
              expect(times[i]).toBeGreaterThan(step);
              expect(times[i]).toBeLessThanOrEqual(step + 1);
            }
          }
        }),
        { numRuns: 4 },
      );
    },
  );

  it('are all upward crossings where nothing has to be armed', () => {
    // A second source for the reference above: every way from below the level to it.
    fc.assert(
      fc.property(samples, (trace) => {
        const runs = trace.map((V) => (V < 0 ? '-' : '+')).join('');
        expect(crossings(trace, 0, 0)).toEqual([...runs.matchAll(/-\+/g)].map((match) => match.index));
      }),
    );
  });

  it('are not there where V begins above and stays', async () => {
    const all = await observe(
      [
        [10, 20, 10, 5, 1],
        [0, 5, 0, 5],
      ],
      threshold(0, 0),
    );
    expect(all.map(({ times }) => times)).toEqual([[], []]);
  });

  it('need V to have been below by as much as is asked for', async () => {
    const trembling = [-5, 1, -0.5, 1, -0.5, 1, -1.5, 1];
    const count = async (rearm: number) => (await observe([trembling], threshold(0, rearm)))[0]!.times.length;
    expect(await Promise.all([0, 1, 2].map(count))).toEqual([4, 2, 1]);
  });
});
