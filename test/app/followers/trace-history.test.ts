import { expect, test } from 'vitest';
import { TraceHistory } from '../../../src/app/followers/trace-history.ts';

/** Samples at half milliseconds of cells whose potential is their number plus the time. */
const samples = (cells: readonly number[], from: number, to: number) => {
  const time = Float64Array.from({ length: 2 * (to - from) }, (_, i) => from + i / 2);
  const of = (offset: number) =>
    Float64Array.from([...time].flatMap((t) => cells.map((c) => c + t + offset)));
  return { cells, time, values: { V: of(0), m: of(0.25) } };
};

test('keeps the last samples of each cell and value, with their times', () => {
  const history = new TraceHistory(0.5, 4);
  history.append(samples([7, 9], 0, 6));
  history.append(samples([7, 9], 6, 10));
  expect(history.extent).toEqual([5.5, 9.5]);
  const { time, values } = history.stretch(9, ['V', 'm'], 8, 9);
  expect([...time]).toEqual([8, 8.5, 9]);
  expect([...values.V!]).toEqual([17, 17.5, 18]);
  expect([...values.m!]).toEqual([17.25, 17.75, 18.25]);
  expect(history.at(7, 'V', 8.7)).toBe(15.5);
  expect(history.at(7, 'V', 2)).toBeUndefined();
  expect(history.latest(9, 'V')).toBe(18.5);
});

test('has the samples beside the ends of a stretch, so that a line reaches them', () => {
  const history = new TraceHistory(0.5, 4);
  history.append(samples([0], 0, 4));
  expect([...history.stretch(0, ['V'], 1.2, 2.1).time]).toEqual([1, 1.5, 2, 2.5]);
  expect([...history.stretch(0, ['V'], -3, 0.4).time]).toEqual([0, 0.5]);
  expect(history.stretch(0, ['V'], 20, 30).time).toHaveLength(0);
});

test('a cell that comes later has gaps before, and one that is kept loses nothing', () => {
  const history = new TraceHistory(0.5, 4);
  history.append(samples([1, 2], 0, 1));
  history.keep([2]);
  history.append(samples([2, 3], 1, 2));
  expect([...history.stretch(2, ['V'], 0, 2).values.V!]).toEqual([2, 2.5, 3, 3.5]);
  expect([...history.stretch(3, ['V'], 0, 2).values.V!]).toEqual([Number.NaN, Number.NaN, 4, 4.5]);
  expect(history.at(3, 'V', 0)).toBeUndefined();
  expect(history.at(1, 'V', 0)).toBeUndefined();
});

test('begins anew after clearing, and where samples do not follow one another', () => {
  const history = new TraceHistory(0.5, 4);
  history.append(samples([1], 0, 2));
  history.append(samples([1], 3, 4));
  expect(history.extent).toEqual([3, 3.5]);
  history.clear();
  expect(history.extent).toBeUndefined();
  history.append(samples([1], 0, 1));
  expect(history.extent).toEqual([0, 0.5]);
});

test('a copy stays as it was', () => {
  const history = new TraceHistory(0.5, 4);
  history.append(samples([1, 5], 0, 4));
  const copy = history.copy(1, 2);
  history.append(samples([1, 5], 4, 40));
  expect([...copy.stretch(5, ['V'], 1, 2).values.V!]).toEqual([6, 6.5, 7]);
  expect([...copy.stretch(1, ['m'], 1, 2).values.m!]).toEqual([2.25, 2.75, 3.25]);
});
