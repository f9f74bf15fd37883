import { expect, test } from 'vitest';
import { histogramOf, intervalsOf, outlineOf, summaryOf } from '../../../src/app/scope/intervals.ts';

test('intervals have a mean and a coefficient of variation', () => {
  expect(intervalsOf([1, 3, 7])).toEqual([2, 4]);
  expect(summaryOf([2, 4])).toEqual({ count: 2, mean: 3, cv: 1 / 3 });
  expect(summaryOf([5])).toEqual({ count: 1, mean: 5, cv: undefined });
  expect(summaryOf(intervalsOf([5]))).toBeUndefined();
});

test('a histogram counts every interval once, those at its ends as well', () => {
  const histogram = histogramOf([10, 10.5, 11, 14], [10, 11, 12, 13, 14]);
  expect(histogram).toEqual({ from: 10, width: 1, counts: [2, 1, 0, 1] });
  expect(outlineOf({ from: 10, width: 1, counts: [2, 1] })).toEqual({ x: [10, 11, 11, 12], y: [2, 2, 1, 1] });
});
