import { describe, expect, it } from 'vitest';
import { partOf } from '../../src/problem/parts.ts';
import { problemOf } from '../support/problems.ts';

const problem = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 10 } },
  record: { traces: { cells: [7, 0, 5], every: 1 } },
});

describe('a part of a population', () => {
  it('has the neurons that are asked for, with their numbers and traces', () => {
    const { population, record } = partOf(problem, 4, 4);
    expect(population).toEqual({ ...problem.population, first: 4, count: 4 });
    expect(record.traces).toEqual({ ...problem.record.traces, cells: [7, 5] });
    expect(partOf(problem, 1, 4).record.traces).toBeUndefined();
  });

  it('can be divided further, by the same numbers', () => {
    const half = partOf(problem, 5, 5);
    expect(partOf(half, 7, 2)).toEqual(partOf(problem, 7, 2));
    expect(() => partOf(half, 4, 2)).toThrow(/no 2 neurons from number 4 on; the population has 5 to 9/);
  });

  it.each([
    [-1, 2],
    [9, 2],
    [0, 0],
    [0.5, 1],
    [0, Number.NaN],
  ])('is refused where there are no such neurons: %d, %d', (first, count) => {
    expect(() => partOf(problem, first, count)).toThrow(RangeError);
  });
});
