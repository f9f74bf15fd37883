import { describe, expect } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { eachEngine } from '../support/engines.ts';

/** A capacitor of 1 uF/cm2 with a leak of 1e-6 mS/cm2: V is the charge that was injected, nC/cm2. */
const capacitor: ExperimentInput = {
  parameters: { gNa: 0, gK: 0, gL: 1e-6, C: 1 },
  initial: { V: -60 },
};

/** The charge of a linear chirp, by the midpoint rule. Frequencies in turns per ms. */
function chirped(amplitude: number, from: number, to: number, end: number): number {
  const parts = 100_000;
  let sum = 0;
  for (let i = 0; i < parts; i++) {
    const t = (end * (i + 0.5)) / parts;
    sum += Math.sin(2 * Math.PI * (from * t + ((to - from) * t * t) / (2 * end)));
  }
  return (amplitude * sum * end) / parts;
}

/** V after a time, less where it began, of one neuron. */
const cases: readonly (readonly [string, NonNullable<ExperimentInput['stimulus']>, number, number])[] = [
  ['a train', { kind: 'train', amplitude: 4, width: 0.5, onset: 1.02, period: 3.01, count: 4 }, 20, 8],
  [
    'a train of many pulses that overlap',
    { kind: 'train', amplitude: 0.1, width: 0.31, onset: 1.02, period: 0.203, count: 500 },
    110,
    500 * 0.031,
  ],
  [
    'paired pulses',
    { kind: 'paired', amplitude: 4, second: -1, width: 0.5, onset: 1.02, interval: 2.33 },
    10,
    1.5,
  ],
  ['a staircase', { kind: 'staircase', levels: [1, 3, -2], onset: 1.01, every: 2 }, 8.01, 2 + 6 - 6],
  // Half a turn: 2 amplitudes / (2 pi f).
  [
    'half a sine',
    { kind: 'sine', amplitude: 6, frequency: 50, onset: 1, end: 11 },
    15,
    (2 * 6) / (2 * Math.PI * 0.05),
  ],
  [
    'a chirp',
    { kind: 'chirp', amplitude: 3, from: 20, to: 60, onset: 0, end: 30 },
    40,
    chirped(3, 0.02, 0.06, 30),
  ],
  [
    'several at once',
    [
      { kind: 'constant', amplitude: 0.5 },
      { name: 'up', kind: 'ramp', from: 0, to: 2, onset: 1, end: 5 },
      { name: 'down', kind: 'step', amplitude: -1, onset: 2.03, end: 6.03 },
    ],
    10,
    5 + 4 + 10 - 4,
  ],
];

describe('on a capacitor the charge is right of', () => {
  for (const [what, stimulus, duration, charge] of cases) {
    eachEngine(what, async (create) => {
      const dt = 0.05;
      const simulation = await create({ ...capacitor, stimulus, dt, duration });
      const steps = Math.round(duration / dt);
      await simulation.advance(steps);
      const [V] = await simulation.read('V');
      // What the last step, which is not a whole one, takes besides; and float32 of -60: 4e-6 mV a step.
      const rest = (duration - steps * dt) * 3;
      expect(Math.abs(V! + 60 - charge)).toBeLessThan(2e-3 + Math.abs(rest));
    });
  }
});

describe('numbers of several stimuli vary by their names:', () => {
  eachEngine('the interval of two pulses, and the height of a step beside them', async (create) => {
    const simulation = await create({
      ...capacitor,
      dt: 0.05,
      duration: 10,
      stimulus: [
        { name: 'pair', kind: 'paired', amplitude: 2, second: 2, width: 1, interval: 3 },
        { name: 'base', kind: 'step', amplitude: 1, onset: 5 },
      ],
      sweep: {
        x: { vary: 'stimulus.pair.interval', values: [3, 20] },
        y: { vary: 'stimulus.base.amplitude', values: [0, 1, 2] },
      },
    });
    await simulation.advance(200);
    const V = [...(await simulation.read('V'))].map((one) => one + 60);
    // Where the second pulse comes after the end there is one.
    for (const [i, charge] of [4, 2, 9, 7, 14, 12].entries())
      expect(Math.abs(V[i]! - charge)).toBeLessThan(2e-3);
  });
});
