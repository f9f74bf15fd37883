import { describe, expect, it } from 'vitest';
import { Quartic } from '../../../src/engine/cpu/quartic.ts';

/** A curve with a peak at 0 and no symmetry. */
const peaked = (t: number) => 40 * Math.exp(-t * t + 0.4 * t ** 3) - 65;
/** Rises through 0 at 0, not in a straight line. */
const rising = (t: number) => Math.expm1(t) + 0.3 * t * t;

/** The polynomial through samples `dt` apart, so that 0 lies `phase` steps after the fourth. */
const through = (f: (t: number) => number, dt: number, phase: number) => {
  const at = (i: number) => f((i - phase) * dt);
  return new Quartic(at(-3), at(-2), at(-1), at(0), at(1));
};

/** By how many powers of 2 an error falls when the step is halved. */
const order = (error: (dt: number) => number) => Math.log2(Math.abs(error(0.04) / error(0.02)));

describe.each([0.1, 0.45, 0.8])('five potentials, the place %d of a step after the fourth', (phase) => {
  // Within 0.3 of the true order, with what terms of higher order leave at these steps.
  it('give the time of an extreme to fourth order', () => {
    for (const sign of [1, -1]) {
      const placed = order((dt) => dt * (through((t) => sign * peaked(t), dt, phase).extreme() - phase));
      expect(placed).toBeGreaterThan(3.7);
    }
  });

  it('give the time of a crossing to fifth order', () => {
    const placed = order((dt) => dt * (through(rising, dt, phase).crossing(0) - phase));
    expect(placed).toBeGreaterThan(4.7);
  });

  it('give the height of a peak to fifth order', () => {
    const height = order((dt) => {
      const path = through(peaked, dt, phase);
      return path.at(path.extreme()) - peaked(0);
    });
    expect(height).toBeGreaterThan(4.7);
  });
});

describe('a path with a kink', () => {
  it.each([
    [0, 0, 0, 10, 0],
    [-30, -20, -10, 0, -1],
    [0, 0, 5, 5, 0],
    [0, 20, -10, 0, -20],
  ])('has its extreme near the corner: %d, %d, %d, %d, %d', (a, b, c, d, e) => {
    const path = new Quartic(a, b, c, d, e);
    expect(Math.abs(path.extreme())).toBeLessThanOrEqual(1);
    expect(path.at(path.extreme())).not.toBeNaN();
  });
});
