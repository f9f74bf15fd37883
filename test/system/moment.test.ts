import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/system/moment.ts';

describe('momentOf', () => {
  it.each([
    [0, 0.05, 0, 0],
    [1.02, 0.05, 20, 0.4],
    // 20.000000000000004 steps.
    [0.1 + 0.2 + 0.7, 0.05, 20, 0],
    [1e12, 0.05, 2 ** 31 - 1, 0],
  ])('splits %d ms in steps of %d ms', (at, dt, step, fraction) => {
    const moment = momentOf(at, dt);
    expect(moment.step).toBe(step);
    expect(moment.fraction).toBeCloseTo(fraction, 12);
  });
});
