import { describe, expect, test } from 'vitest';
import { decimals, plain, quantity, short, whole } from '../../../src/app/numbers/format.ts';

describe('numbers', () => {
  test('are written for people', () => {
    expect(whole(16_384)).toBe('16,384');
    expect(plain(10.000001)).toBe('10');
    expect(quantity(0.3, 'mS/cm2')).toBe('0.3 mS/cm²');
    expect(quantity(3, '1')).toBe('3');
    const names = ['million', 'billion'] as const;
    expect([240_000, 39_300_000, 7_450_000, 2e9].map((count) => short(count, names))).toEqual([
      '0.24 million',
      '39.3 million',
      '7.45 million',
      '2.00 billion',
    ]);
    expect([1, 0.5, 0.05, 0.025, 1 / 3].map(decimals)).toEqual([0, 1, 2, 3, 4]);
  });
});
