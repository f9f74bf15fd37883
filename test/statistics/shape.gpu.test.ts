import { describe, expect } from 'vitest';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { eachEngine, runWhole } from '../support/engines.ts';
import { shapesOf } from '../support/shapes.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Membranes with steps (ms), currents (uA/cm2), when they come on, and how many spikes of each lie in the window, at least. */
const cases = [
  // Silent; one spike, which has no other before or after it; trains, the first spike of which is the highest.
  {
    model: 'hodgkin-huxley',
    dt: 0.025,
    onset: 31,
    duration: 118,
    currents: [0, 4, 10, 40],
    spikes: [0, 1, 4, 8],
  },
  // The window begins inside a train.
  { model: 'wang-buzsaki', dt: 0.01, onset: 5, duration: 120, currents: [0, 1, 5], spikes: [0, 4, 10] },
  // A train that adapts: every spike has another height.
  { model: 'pospischil-rs', dt: 0.025, onset: 5, duration: 250, currents: [0, 5, 10], spikes: [0, 8, 30] },
  // Small spikes between large ones.
  {
    model: 'hodgkin-huxley',
    dt: 0.025,
    onset: 31,
    duration: 118,
    frequency: 150,
    currents: [10, 40],
    spikes: [7, 13],
  },
  // Driven faster than 10 mV/ms from far below the threshold, V rises slowly through half of its height and then at once: a width is
  // right to 5 % of its 0.8 ms. A peak of 0.2 ms is placed by three potentials in it.
  {
    model: 'golomb',
    dt: 0.025,
    onset: 5,
    duration: 70,
    frequency: 100,
    currents: [40],
    spikes: [3],
    exact: { amplitude: 0.05, width: 0.04 },
  },
  // Spikes that rise by 7.4 mV/ms at most begin nowhere.
  {
    model: 'morris-lecar-hopf',
    parameters: { C: 40 },
    dt: 0.05,
    onset: 5,
    duration: 400,
    currents: [150],
    spikes: [3],
  },
] as const;

const from = 30;

/**
 * What the shape may be off by, mV and ms. The reference places a beginning on one of 40 points in a step, within
 * 10 mV/ms x 0.025 ms / 40 = 0.006 mV. Parabolas through three potentials are off by less than 0.002 mV at these steps; potentials of
 * float32 by 8e-6 mV, which at a beginning is 1e-3 of a step of 0.25 mV. Half heights are as exact, at slopes of 100 mV/ms and more on the way
 * up and of 50 on the way down, where a straight line over a step is off by an eighth of its bend, 0.02 mV.
 */
const tolerance = { amplitude: 0.01, ahp: 0.01, width: 5e-4 };
const names = ['amplitude', 'ahp', 'width'] as const;

describe.each(cases)('the shape of the spikes of $model', (one) => {
  const { model, dt, onset, duration, currents, spikes } = one;
  const cells = currents.map((_, i) => i);
  const exact = { ...tolerance, ...('exact' in one && one.exact) };
  const experiment = parseExperiment({
    model,
    parameters: 'parameters' in one ? one.parameters : {},
    dt,
    duration,
    stimulus:
      'frequency' in one
        ? { kind: 'sine', amplitude: 0, onset, frequency: one.frequency }
        : { kind: 'step', amplitude: 0, onset },
    sweep: { x: { vary: 'stimulus.amplitude', values: [...currents] } },
    measure: { from },
    statistics: [...names],
    record: { traces: { cells, every: dt, values: ['V'] } },
  });

  eachEngine('is that of the potential at every step', async (create) => {
    const simulation = await create(prepare(experiment));
    const { traces, measures } = await runWhole(simulation);
    const measured = measures as unknown as Record<(typeof names)[number] | 'spikes', Float64Array>;
    for (const cell of cells) {
      const V = [...traces.values.V!].filter((_, i) => i % cells.length === cell);
      const shapes = shapesOf(V, dt);
      const inside = shapes.filter(({ time }) => time >= from);
      expect(inside.length).toBeGreaterThanOrEqual(spikes[cell]!);
      expect(measured.spikes[cell]).toBe(inside.length);
      const expected = {
        amplitude: mean(inside.map(({ amplitude }) => amplitude)),
        // The last spike has no other after it.
        ahp: mean(inside.slice(0, -1).map(({ ahp }) => ahp)),
        width: mean(inside.filter(({ width }) => !Number.isNaN(width)).map(({ width }) => width)),
      };
      for (const name of names) {
        const where = `${name} at ${currents[cell]} uA/cm2`;
        if (Number.isNaN(expected[name])) expect(measured[name][cell], where).toBeNaN();
        else expect(Math.abs(measured[name][cell]! - expected[name]), where).toBeLessThan(exact[name]);
      }
    }
    const has = (name: (typeof names)[number]) => [...measured[name]].map((value) => !Number.isNaN(value));
    const begins = !('parameters' in one);
    for (const name of ['amplitude', 'width'] as const)
      expect(has(name)).toEqual(spikes.map((count) => begins && count > 0));
    expect(has('ahp')).toEqual(spikes.map((count) => begins && count > 1));
  });
});

describe('how steps are cut', () => {
  // Which potentials between two turns are looked at depends on it: in the midst of a rise or of a fall, too.
  eachEngine('is not seen in the shape of spikes', async (create) => {
    const experiment: ExperimentInput = {
      sweep: { x: { vary: 'stimulus.drive.amplitude', from: 0, to: 60, count: 24 } },
      stimulus: [
        { name: 'drive', kind: 'constant', amplitude: 0 },
        { name: 'kicks', kind: 'pulses', amplitude: 30, width: 0.5, onsets: [3, 20.3, 37.6] },
        { name: 'noise', kind: 'ou', mean: 0, sigma: 2, tau: 3 },
      ],
      statistics: [...names],
      dt: 0.05,
      duration: 60,
    };
    const whole = await create(experiment);
    const cut = await create(experiment);
    await whole.advance(1200);
    for (let step = 0, i = 0; step < 1200; i++) {
      const steps = Math.min(1200 - step, [1, 7, 2, 33, 5][i % 5]!);
      await cut.advance(steps);
      step += steps;
    }
    for (const name of names) {
      const values = await whole.statistic(name);
      expect(values.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(10);
      expect(await cut.statistic(name)).toEqual(values);
    }
    whole.destroy();
    cut.destroy();
  });
});

describe('a corner of the potential', () => {
  eachEngine('is its peak, and the beginning of a rise', async (create) => {
    const simulation = await create({
      // Only what is injected and what the clamp holds moves V.
      parameters: { gNa: 0, gK: 0, gL: 1e-6 },
      initial: { V: -60 },
      stimulus: [
        // 2 mV in a step up to -10 mV, and down again; the clamp's jump of 40 mV.
        { kind: 'pulses', amplitude: 40, width: 1.25, onsets: [1] },
        { kind: 'pulses', amplitude: -80, width: 0.625, onsets: [2.25] },
        { kind: 'clamp', holding: -60, levels: [-20], durations: [1], onset: 4 },
      ],
      dt: 0.05,
      duration: 8,
      statistics: ['amplitude'],
    });
    await simulation.advance(80);
    // Float32 of -60: 4e-6 mV a step.
    expect((await simulation.statistic('amplitude'))[0]).toBeCloseTo(50, 3);
    await simulation.advance(80);
    expect((await simulation.statistic('amplitude'))[0]).toBeCloseTo((50 + 40) / 2, 3);
    simulation.destroy();
  });
});
