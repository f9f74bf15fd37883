import { expect, it } from 'vitest';
import { firesFrom, rateFrom, spikesOf } from '../../src/studies/responses.ts';

it('a peak at the end of a pulse is no spike, nor is one in a pulse below the rheobase', () => {
  const strong = { amplitude: 5, begin: 10, end: 11 };
  expect(spikesOf([1, 10.5, 11.04, 12], [strong], 2, 0.05)).toEqual([1, 10.5, 12]);
  const weak = { amplitude: 1, begin: 10, end: 30 };
  expect(spikesOf([15, 30, 31], [weak], 2, 0.05)).toEqual([31]);
});

it('firing that goes on is two spikes from a time on, and its rate that between the first and the last', () => {
  const train = [10, 110, 130, 150];
  expect(firesFrom(train, 100)).toBe(true);
  expect(firesFrom(train, 140)).toBe(false);
  expect(rateFrom(train, 100)).toBe(50);
  expect(rateFrom(train, 140)).toBe(0);
});
