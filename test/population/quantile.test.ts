import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalProbability, normalQuantile } from '../../src/population/quantile.ts';
import { normalQuantileError, preciseNormalProbability } from '../support/precise.ts';

const inside = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true });

describe('normalQuantile', () => {
  const checked = (p: number) => {
    const z = normalQuantile(p);
    // Wichura's bound on the formula is 1e-16, to which its arithmetic adds some roundings of 1.1e-16.
    expect(Math.abs(normalQuantileError(z, p))).toBeLessThanOrEqual(1e-15 * Math.abs(z));
  };

  it('is good to 15 digits', () => {
    for (let p = 0.0005; p < 1; p += 0.001) checked(p);
    for (let power = -100; power < 0; power += 0.2) checked(10 ** power);
    fc.assert(fc.property(inside, checked));
  });

  it('is so where its three formulas meet, and at both ends of what is drawn', () => {
    for (const p of [0.075, 0.925, Math.exp(-25), 1 - Math.exp(-25)]) {
      for (const shift of [-1e-13, 0, 1e-13]) checked(p + shift);
    }
    checked(2 ** -53);
    checked(1 - 2 ** -53);
  });

  it('is odd about the median', () => {
    expect(normalQuantile(0.5)).toBe(0);
    fc.assert(
      fc.property(fc.nat(2 ** 30), (i) => {
        const p = (i + 0.5) / 2 ** 31;
        expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
      }),
    );
  });

  it('grows with p', () => {
    fc.assert(
      fc.property(inside, inside, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        // Neighbouring p may be out of order by the last digit.
        const rounding = 1e-15 * Math.abs(normalQuantile(high));
        expect(normalQuantile(low)).toBeLessThanOrEqual(normalQuantile(high) + rounding);
      }),
    );
  });
});

describe('normalProbability', () => {
  it('is good to 13 digits, also in the tail', () => {
    for (let z = -20; z < 8; z += 0.03) {
      const exact = preciseNormalProbability(z);
      // z^2/2, up to 200, is rounded before its exponential is taken: 200 2^-53 at worst, and some roundings more.
      expect(Math.abs(normalProbability(z) - exact)).toBeLessThanOrEqual(1e-13 * exact);
    }
  });

  it('has its limits', () => {
    expect(normalProbability(0)).toBe(0.5);
    expect(normalProbability(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalProbability(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalProbability(-40)).toBe(0);
  });
});
