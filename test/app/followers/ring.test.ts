import { expect, test } from 'vitest';
import { bytesOf, Ring } from '../../../src/app/followers/ring.ts';

const dt = 0.05;
const snapshot = (step: number, cells = 4) => ({
  step,
  dt,
  integrator: 'strang',
  state: { V: new Float64Array(cells), m: new Float64Array(cells) },
});

function ringOf(...steps: number[]): Ring {
  const ring = new Ring();
  for (const step of steps) ring.add(snapshot(step), 0);
  return ring;
}

test('finds the latest moment that is not after a time, or the first one', () => {
  const ring = ringOf(10, 20, 30);
  const stepAt = (time: number) => ring.before(time)?.snapshot.step;
  expect([0.2, 0.5, 0.99, 1, 1.4999, 1.5, 100].map(stepAt)).toEqual([10, 10, 10, 20, 20, 30, 30]);
  // A time that was made of a sum.
  expect(stepAt(0.1 + 0.2 + 0.7)).toBe(20);
  expect(ring.has(19 * dt)).toBe(false);
  expect(ring.has(20 * dt)).toBe(true);
  expect(new Ring().before(1)).toBeUndefined();
});

test('what is added after going back takes the place of what was later', () => {
  const ring = ringOf(10, 20, 30);
  ring.add(snapshot(15), 0);
  expect(ring.last?.snapshot.step).toBe(15);
  ring.dropAfter(10 * dt);
  expect([ring.first, ring.last].map((one) => one?.snapshot.step)).toEqual([10, 10]);
});

test('holds 128 MB at most, and one moment at least', () => {
  const cells = 2 ** 20;
  expect(bytesOf(snapshot(0, cells))).toBe(16 * 2 ** 20);
  const ring = new Ring();
  for (let step = 0; step < 20; step++) ring.add(snapshot(step, cells), 0);
  expect([ring.first, ring.last].map((one) => one?.snapshot.step)).toEqual([12, 19]);
  const huge = new Ring();
  for (let step = 0; step < 3; step++) huge.add(snapshot(step, 10 * cells), 0);
  expect([huge.first, huge.last].map((one) => one?.snapshot.step)).toEqual([2, 2]);
});

test('holds so many moments at most, however small they are', () => {
  const ring = ringOf(...Array.from({ length: 700 }, (_, i) => i));
  expect(ring.first?.snapshot.step).toBe(100);
});
