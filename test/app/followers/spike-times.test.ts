import { describe, expect, it } from 'vitest';
import { SpikeTimes } from '../../../src/app/followers/spike-times.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

const INTERVAL = 0.05;

describe.each(['hodgkin-huxley', 'connor-stevens', 'pospischil-lts'])('spikes in samples of %s', (model) => {
  it.each([
    { kind: 'prominence', height: 20 },
    { kind: 'threshold', level: -20, rearm: 5 },
  ] as const)('are where the engine finds them: $kind', async (events) => {
    const experiment = parseExperiment({
      model,
      events,
      dt: 0.01,
      duration: 300,
      stimulus: { kind: 'constant', amplitude: 15 },
      record: { spikes: true, traces: { cells: [0], every: INTERVAL, values: ['V'] } },
    });
    const simulation = await CpuSimulation.create(prepare(experiment), { digits: 'float64' });
    await simulation.advance(Math.round(300 / 0.01));
    const found = new SpikeTimes(experiment.events, INTERVAL);
    const { time, values } = await simulation.takeTraces();
    for (const [i, t] of time.entries()) found.add(t, values.V![i]!);
    const { time: expected } = await simulation.takeSpikes();
    simulation.destroy();

    expect(expected.length).toBeGreaterThan(3);
    expect(found.times).toHaveLength(expected.length);
    // A parabola through samples that are 0.05 ms apart, or a line, misses a place between them by less than a quarter of that.
    for (const [i, spike] of found.times.entries())
      expect(Math.abs(spike - expected[i]!)).toBeLessThan(INTERVAL / 4);
  });
});

describe('spikes', () => {
  const peak = (times: SpikeTimes, at: number) => {
    for (const [i, V] of [-60, 0, 20, 0, -60].entries()) times.add(at - 2 + i, V);
  };

  it('that are too low are none', () => {
    const times = new SpikeTimes({ kind: 'prominence', height: 90 }, 1);
    peak(times, 5);
    expect(times.times).toEqual([]);
  });

  it('before a time are dropped', () => {
    const times = new SpikeTimes({ kind: 'prominence', height: 20 }, 1);
    peak(times, 5);
    peak(times, 15);
    expect(times.times).toEqual([5, 15]);
    times.dropBefore(10);
    expect(times.times).toEqual([15]);
  });
});
