import { expect, test } from 'vitest';
import { TraceHistory } from '../../../src/app/followers/trace-history.ts';

const samples = (from: number, to: number) => {
  const time = Float64Array.from({ length: to - from }, (_, i) => from + i);
  return { cells: [3], time, values: { V: time.map((t) => -t), m: time.map((t) => t / 1000) } };
};

test('keeps the last samples and tells their time before now', () => {
  const history = new TraceHistory(10);
  history.append(samples(0, 8), ['V', 'm']);
  history.append(samples(8, 30), ['V', 'm']);
  const { time, values } = history.course(30, 0, 1);
  expect(time).toEqual([-11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1]);
  expect(values).toEqual([time.map((t) => -30 - t)]);
  expect(history.latest).toBe(-29);
});

test('is empty after clearing', () => {
  const history = new TraceHistory(10);
  history.append(samples(0, 8), ['V', 'm']);
  history.clear();
  expect(history.course(8, 0, 2)).toEqual({ time: [], values: [] });
});
