import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsPerSample } from '../../src/protocol/conditions.ts';

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
