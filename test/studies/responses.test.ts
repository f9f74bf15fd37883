import { expect, it } from 'vitest';
import { firesFrom, rateFrom, withoutEnds } from '../../src/studies/responses.ts';

it('a peak at the end of a pulse is no spike', () => {
  expect(withoutEnds([1, 2.5, 11.04], [1, 11], 0.05)).toEqual([2.5]);
  expect(withoutEnds([1.2], [1], 0.05)).toEqual([1.2]);
});

it('firing that goes on is two spikes from a time on, and its rate that between the first and the last', () => {
  const train = [10, 110, 130, 150];
  expect(firesFrom(train, 100)).toBe(true);
  expect(firesFrom(train, 140)).toBe(false);
  expect(rateFrom(train, 100)).toBe(50);
  expect(rateFrom(train, 140)).toBe(0);
});
