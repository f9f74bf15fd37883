import { describe, expect } from 'vitest';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { namedStatistics } from '../../src/statistics/catalogue.ts';
import { eachEngine, runWhole } from '../support/engines.ts';

const dt = 0.025;
const from = 30;
const cells = [0, 1, 2, 3];
const experiment = parseExperiment({
  // Silent, a single spike, and trains that slow down on their first intervals.
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 4, 10, 40] } },
  stimulus: { kind: 'step', amplitude: 0, onset: 31 },
  duration: 120,
  dt,
  measure: { from },
  statistics: [
    ...namedStatistics.keys(),
    { of: 'INa', take: 'minimum' },
    { of: 'gK_open', take: 'maximum' },
    { of: 'IK', take: 'mean' },
    { of: 'h', take: 'minimum' },
  ],
  record: { spikes: true, traces: { cells, every: dt, values: ['V', 'INa', 'gK_open', 'IK', 'h'] } },
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const pairs = (values: readonly number[]) => values.slice(1).map((value, i) => [values[i]!, value] as const);

describe('what can be asked for', () => {
  eachEngine('is what spikes and samples say', async (create) => {
    const simulation = await create(prepare(experiment));
    const { traces, spikes, measures } = await runWhole(simulation);
    const measured = measures as unknown as Record<string, Float64Array>;
    const final = await Promise.all(
      Object.keys(traces.values).map(async (name) => [name, await simulation.read(name)] as const),
    );
    for (const cell of cells) {
      const times = (spikes[cell] ?? []).filter((time) => time >= from);
      const intervals = pairs(times).map(([a, b]) => b - a);
      const average = mean(intervals);
      const expected = {
        spikes: times.length,
        isi_mean: average,
        isi_first: intervals[0] ?? Number.NaN,
        isi_last: intervals.at(-1) ?? Number.NaN,
        isi_cv:
          intervals.length < 2
            ? Number.NaN
            : Math.sqrt(mean(intervals.map((interval) => (interval - average) ** 2))) / average,
        adaptation: mean(pairs(intervals).map(([a, b]) => (b - a) / (b + a))),
      };
      for (const [name, value] of Object.entries(expected)) {
        // Times are the same numbers, but intervals are formed in steps, in float32 on the GPU: 2e-7 of an interval, which is
        // 1e-4 of the changes of intervals that the last two are made of.
        if (Number.isNaN(value)) expect(measured[name]![cell], `${name} of ${cell}`).toBeNaN();
        else expect(Math.abs(measured[name]![cell]! - value), `${name} of ${cell}`).toBeLessThan(1e-4);
      }

      /** A quantity at every step of the window, its first moment left out or not. */
      const sampled = (name: string, first: number) => {
        const column = [...traces.values[name]!].filter((_, i) => i % cells.length === cell);
        return [...column, final.find(([of]) => of === name)![1][cell]!].slice(Math.round(from / dt) + first);
      };
      const close = (name: string, value: number, scale: number) =>
        expect(Math.abs(measured[name]![cell]! - value) / scale, `${name} of ${cell}`).toBeLessThan(2e-6);
      // Float32 keeps 6e-8 of each value; conductances are products of five.
      close('INa_minimum', Math.min(...sampled('INa', 0)), 1000);
      close('gK_open_maximum', Math.max(...sampled('gK_open', 0)), 36);
      close('h_minimum', Math.min(...sampled('h', 0)), 1);
      close('IK_mean', mean(sampled('IK', 1)), 1000);
      close('mean_V', mean(sampled('V', 1)), 100);
    }
    expect(measured.spikes![3]).toBeGreaterThan(5);
    expect(measured.spikes![1]).toBe(1);
  });

  eachEngine('is a mean over 200,000 steps to the last digits', async (create) => {
    const simulation = await create(
      prepare(
        parseExperiment({
          stimulus: { kind: 'constant', amplitude: 0 },
          duration: 5000,
          dt,
          statistics: ['mean_V'],
        }),
      ),
    );
    await simulation.advance(200_000);
    const [V] = await simulation.read('V');
    // It stays at rest, at a float32 number; a plain sum in float32 is 3e-4 mV off after so many steps.
    expect(Math.abs((await simulation.statistic('mean_V'))[0]! - V!)).toBeLessThan(2e-5);
  });
});
