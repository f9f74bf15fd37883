import { describe, expect } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

/** A capacitor of 1 uF/cm2 with a leak of 1e-6 mS/cm2: V is the charge that was injected, nC/cm2. */
const capacitor: ExperimentInput = {
  parameters: { gNa: 0, gK: 0, gL: 1e-6, C: 1 },
  initial: { V: -60 },
};
type Waveform = Extract<NonNullable<ExperimentInput['stimulus']>, { kind: 'waveform' }>;

/** What is injected after 20 ms, nC/cm2. */
const cases: readonly (readonly [string, Omit<Waveform, 'kind'>, number])[] = [
  ['evenly spaced samples, straight between them', { values: [0, 4, 4, -2], interval: 1.01, onset: 2 }, 7.07],
  ['held samples', { values: [1, 3, -2], interval: 0.73, interpolation: 'held', onset: 1 }, 1.46],
  ['samples at given times', { values: [2, 2, 5, 0], times: [0.52, 1, 3.03, 3.5], scale: 2 }, 2 * 9.24],
  ['one value that is held', { values: [6], interval: 0.02, interpolation: 'held', onset: 3 }, 0.12],
];

describe('on a capacitor the charge is right of', () => {
  for (const [what, waveform, charge] of cases)
    for (const dt of [0.05, 0.1])
      eachEngine(`${what}, dt ${dt} ms`, async (create) => {
        const simulation = await create({
          ...capacitor,
          stimulus: { kind: 'waveform', ...waveform },
          dt,
          duration: 20,
        });
        await simulation.advance(Math.round(20 / dt));
        const [V] = await simulation.read('V');
        // Float32 of -60: 4e-6 mV a step.
        expect(Math.abs(V! + 60 - charge)).toBeLessThan(2e-3);
        simulation.destroy();
      });
});

describe('waveforms', () => {
  eachEngine('differ by onset and scale, neuron by neuron, and add up', async (create) => {
    const simulation = await create({
      ...capacitor,
      stimulus: [
        { name: 'up', kind: 'waveform', values: [1, 1], interval: 2 },
        { name: 'down', kind: 'waveform', values: [-1, -1, -1], interval: 1, onset: 4 },
      ],
      sweep: {
        x: { vary: 'stimulus.up.scale', values: [1, 2, 3, 4, 5] },
        y: { vary: 'stimulus.down.onset', values: [0, 7, 30] },
      },
      dt: 0.1,
      duration: 20,
      record: { traces: { cells: [0, 6], every: 1, values: ['stimulus'] } },
    });
    await simulation.advance(100);
    const V = await simulation.read('V');
    const charges = Array.from(V, (value) => value + 60);
    const expected = [-2, -2, 0].flatMap((down) => [1, 2, 3, 4, 5].map((scale) => 2 * scale + down));
    for (const [i, charge] of charges.entries()) expect(charge).toBeCloseTo(expected[i]!, 2);
    const { values } = await simulation.takeTraces();
    const of = (column: number) => [...values.stimulus!].filter((_, i) => i % 2 === column);
    expect(of(0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (const [i, current] of [2, 2, 0, 0, 0, 0, 0, -1, -1, 0].entries())
      expect(of(1)[i]).toBeCloseTo(current, 6);
    simulation.destroy();
  });

  eachEngine('can be changed for others', async (create) => {
    const waveform = (values: number[]): ExperimentInput => ({
      ...capacitor,
      stimulus: { kind: 'waveform', values, interval: 1 },
      dt: 0.1,
      duration: 10,
    });
    const simulation = await create(waveform([1, 1, 1]));
    await simulation.advance(10);
    await simulation.update(problemOf(waveform([3, 3, 3])));
    await simulation.advance(20);
    const [V] = await simulation.read('V');
    expect(V! + 60).toBeCloseTo(1 + 3, 3);
    simulation.destroy();
  });

  eachEngine('are measured from the first moment of the window on', async (create) => {
    const simulation = await create({
      ...capacitor,
      stimulus: { kind: 'waveform', values: [3, 5, 4, 4], interval: 1, interpolation: 'held' },
      dt: 0.1,
      duration: 3,
      statistics: [
        { of: 'stimulus', take: 'minimum' },
        { of: 'stimulus', take: 'maximum' },
      ],
    });
    // At 0.9 ms it is the last step with 3.
    await simulation.advance(9);
    simulation.beginMeasuring();
    await simulation.advance(6);
    expect([...(await simulation.statistic('stimulus_minimum'))][0]).toBeCloseTo(3, 6);
    expect([...(await simulation.statistic('stimulus_maximum'))][0]).toBeCloseTo(5, 6);
    simulation.destroy();
  });

  eachEngine('of a recorded clamp current give back the potential', async (create) => {
    const dt = 0.01;
    const timing = { dt, duration: 12, integrator: 'exponential' } as const;
    const clamped = await create({
      ...timing,
      stimulus: { kind: 'clamp', holding: -65, levels: [-75, -68], durations: [3, 4], onset: 1 },
      record: { traces: { cells: [0], every: dt, values: ['V', 'clamp'] } },
    });
    await clamped.advance(1200);
    const { time, values } = await clamped.takeTraces();
    clamped.destroy();
    // The charge of the capacitance, which a clamp moves in an instant: 10 nC/cm2 down, 7 up, 3 up.
    const pulse = (charge: number, onset: number) => ({
      kind: 'pulses' as const,
      amplitude: charge / dt,
      width: dt,
      onsets: [onset],
    });
    const played = await create({
      ...timing,
      stimulus: [
        {
          kind: 'waveform',
          times: [...time],
          values: [...values.clamp!],
          interpolation: 'linear',
        },
        pulse(-10, 1),
        pulse(7, 4),
        pulse(3, 8),
      ],
      record: { traces: { cells: [0], every: dt, values: ['V'] } },
    });
    await played.advance(1000);
    const again = await played.takeTraces();
    played.destroy();
    for (let i = 0; i < 1000; i++) {
      const t = time[i]!;
      // Around a jump the two are a step apart.
      if ([1, 4, 8].some((jump) => Math.abs(t - jump) < 5 * dt)) continue;
      expect(Math.abs(again.values.V![i]! - values.V![i]!), `${t} ms`).toBeLessThan(0.1);
    }
  });
});
