import { expect, test } from 'vitest';
import { Settling } from '../../../src/app/followers/settling.ts';

test('measuring begins anew once, when a change has settled', () => {
  const settling = new Settling();
  expect(settling.settles(500)).toBe(false);
  settling.restart(500);
  expect([550, 599.9, 600, 601].map((time) => settling.settles(time))).toEqual([false, false, true, false]);
});

test('another change starts the waiting again', () => {
  const settling = new Settling();
  settling.restart(0);
  settling.restart(80);
  expect([120, 180].map((time) => settling.settles(time))).toEqual([false, true]);
});

test('what is measured at first stays until the next window is as long', () => {
  const settling = new Settling();
  settling.restart(0);
  expect([30, 50, 90].map((window) => settling.presentable(window))).toEqual([false, true, true]);
  settling.settles(100);
  expect([50, 89, 90, 200].map((window) => settling.presentable(window))).toEqual([false, false, true, true]);
  // Another change has another impression.
  settling.restart(300);
  expect(settling.presentable(50)).toBe(true);
});

test('a window is shown when it can hold two spikes', () => {
  expect(new Settling().presentable(10)).toBe(false);
  expect(new Settling().presentable(60)).toBe(true);
});
