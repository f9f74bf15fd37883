import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsPerSample } from '../../src/protocol/conditions.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';

describe('stepsPerSample', () => {
  it('counts whole steps, however the decimals round', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(0.1, 0.05, 0.025, 0.01, 0.001),
        (steps, dt) => {
          expect(stepsPerSample(Number((steps * dt).toPrecision(9)), dt)).toBe(steps);
        },
      ),
    );
  });
});

describe('an oscillation that turns too often in a step', () => {
  const sine = (frequency: number) => ({ kind: 'sine', amplitude: 20, frequency }) as const;

  it('is refused: at a multiple of the steps it would be a constant current', () => {
    // 8 turns in a step are none, and 20 uA/cm2 at a phase of 90 degrees fire at 86 Hz, where nothing happens.
    expect(() => parseExperiment({ stimulus: sine(160_000), dt: 0.05 })).toThrow(
      'stimulus.frequency = 160000 Hz is 8 turns in a step of 0.05 ms, and would be taken for another frequency; at most half a turn can be: use a smaller dt, or at most 10000 Hz',
    );
    expect(() => parseExperiment({ stimulus: sine(10_000), dt: 0.05 })).not.toThrow();
    expect(() => parseExperiment({ stimulus: sine(160_000), dt: 0.003 })).not.toThrow();
  });

  it('is refused where it varies, or grows', () => {
    const x = { vary: 'stimulus.frequency', from: 10, to: 20_000, count: 3 };
    expect(() => parseExperiment({ stimulus: sine(10), sweep: { x }, dt: 0.05 })).toThrow(
      /^stimulus\.frequency = 20000 Hz is 1 turns/,
    );
    const chirp = { kind: 'chirp', name: 'zap', amplitude: 1, from: 1, to: 12_000, end: 100 } as const;
    const stimulus = [chirp, { kind: 'constant', name: 'other', amplitude: 1 } as const];
    expect(() => parseExperiment({ stimulus, dt: 0.05 })).toThrow(
      /^stimulus\.zap\.to = 12000 Hz is 0\.6 turns/,
    );
  });
});
