import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log } from '../../src/population/elementary.ts';
import { logError, preciseExp } from '../support/precise.ts';

// One unit in the last place is at most 2^-52 of a number.
const ULP = 2 ** -52;

describe('log', () => {
  it('is good to one unit in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-100, max: 1e100, noNaN: true }), (x) => {
        expect(Math.abs(logError(log(x), x))).toBeLessThanOrEqual(ULP * Math.abs(log(x)));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (x) => {
        expect(Math.abs(logError(log(x), x))).toBeLessThanOrEqual(ULP * Math.abs(log(x)));
      }),
    );
  });

  it('has its limits and roots', () => {
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(log(1)).toBe(0);
    expect(log(-1)).toBeNaN();
    expect(log(Number.MIN_VALUE)).toBeCloseTo(-1074 * Math.LN2, 10);
    expect(log(Number.MAX_VALUE)).toBeCloseTo(1024 * Math.LN2, 10);
  });
});

describe('exp', () => {
  it('is good to one unit in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -80, max: 80, noNaN: true }), (x) => {
        const exact = preciseExp(x);
        expect(Math.abs(exp(x) - exact)).toBeLessThanOrEqual(ULP * exact);
      }),
    );
  });

  it('has its limits', () => {
    expect(exp(0)).toBe(1);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-745)).toBe(Number.MIN_VALUE);
    expect(exp(-746)).toBe(0);
    expect(exp(709.7) / Math.exp(709.7)).toBeCloseTo(1, 14);
    expect(exp(709.79)).toBe(Number.POSITIVE_INFINITY);
  });
});
