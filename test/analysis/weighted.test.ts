import { describe, expect, it } from 'vitest';
import {
  effectiveSize,
  resampled,
  weightedCovariance,
  weightedMean,
  weightedQuantiles,
} from '../../src/analysis/weighted.ts';

describe('a weighted sample', () => {
  it('is worth as many members as count equally', () => {
    expect(effectiveSize([2, 2, 2, 2])).toBe(4);
    expect(effectiveSize([1, 0, 0])).toBe(1);
    expect(effectiveSize([3, 1])).toBeCloseTo(1.6, 12);
  });

  it('has the moments of one in which every member is there as often as it weighs', () => {
    const [x, y] = [
      [1, 2, 5],
      [4, -1, 0],
    ];
    const all = [0, 0, 1, 2, 2, 2];
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(weightedMean(x!, [2, 1, 3])).toBeCloseTo(mean(all.map((i) => x![i]!)), 12);
    const covariance = weightedCovariance([x!, y!], [2, 1, 3]);
    const between = (a: readonly number[], b: readonly number[]) => {
      const [p, q] = [all.map((i) => a[i]!), all.map((i) => b[i]!)];
      return mean(p.map((value, i) => (value - mean(p)) * (q[i]! - mean(q))));
    };
    expect(covariance[0]![0]).toBeCloseTo(between(x!, x!), 12);
    expect(covariance[0]![1]).toBeCloseTo(between(x!, y!), 12);
    expect(covariance[1]![0]).toBe(covariance[0]![1]);
  });

  it('has quantiles between its members, whatever their order', () => {
    expect(weightedQuantiles([3, 1, 2], [1, 1, 1], [0.5])).toEqual([2]);
    // The middles of their shares are at 0.5, 2.5 and 4.5 of 5.
    expect(weightedQuantiles([10, 30, 20], [1, 1, 3], [0, 0.1, 0.3, 0.5, 0.9, 1])).toEqual([
      10, 10, 15, 20, 30, 30,
    ]);
  });

  it('is stood for by members as often as they weigh', () => {
    expect([...resampled([1, 0, 2, 1], 8)]).toEqual([0, 0, 2, 2, 2, 2, 3, 3]);
    expect([...resampled([1e-9, 1, 1e-9], 3)]).toEqual([1, 1, 1]);
  });
});
