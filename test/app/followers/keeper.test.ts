import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keeper } from '../../../src/app/followers/keeper.ts';
import type { Problem } from '../../../src/problem/problem.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A population whose snapshots take `cost` ms. */
function population(cells: number, cost: number) {
  const taken: number[] = [];
  const simulation = {
    cells,
    step: 0,
    problem: { dt: 0.05 } as Problem,
    snapshot: async () => {
      taken.push(performance.now());
      vi.advanceTimersByTime(cost);
      return { step: simulation.step, dt: simulation.problem.dt, integrator: 'strang', state: {} };
    },
  };
  return { simulation, taken, keeper: new Keeper(simulation) };
}

/** Turns at 60 per second. @returns the part of the time that was spent on snapshots */
async function turns(of: ReturnType<typeof population>, seconds: number, running: boolean) {
  const begin = performance.now();
  let spent = 0;
  while (performance.now() - begin < 1000 * seconds) {
    vi.advanceTimersByTime(16);
    if (running) of.simulation.step++;
    const before = performance.now();
    await of.keeper.turn(running);
    spent += performance.now() - before;
  }
  return spent / (performance.now() - begin);
}

test('a small population is kept every second', async () => {
  const small = population(4096, 2);
  await turns(small, 10, true);
  expect(small.taken.length).toBeGreaterThanOrEqual(8);
  expect(small.taken.length).toBeLessThanOrEqual(10);
});

test('snapshots take 2 % of the time at most', async () => {
  const dear = population(65_536, 80);
  // Over 100 s the one at the beginning, whose waiting time is not yet over, counts for less than 0.1 %.
  expect(await turns(dear, 100, true)).toBeLessThan(0.021);
  expect(dear.taken.length).toBeGreaterThan(20);
});

test('a population whose snapshot would be felt is kept only while it rests, once', async () => {
  const large = population(1_048_576, 500);
  await turns(large, 10, true);
  expect(large.taken).toEqual([]);
  await turns(large, 10, false);
  expect(large.taken).toHaveLength(1);
  expect(large.keeper.snapshot?.step).toBe(large.simulation.step);
  large.simulation.step++;
  await turns(large, 10, false);
  expect(large.taken).toHaveLength(2);
});

test('one that turns out to be dearer than expected is soon left alone', async () => {
  const slow = population(65_536, 400);
  await turns(slow, 100, true);
  expect(slow.taken).toHaveLength(1);
});

test('a single long snapshot is not the end', async () => {
  const hiccup = population(4096, 2);
  const { snapshot } = hiccup.simulation;
  hiccup.simulation.snapshot = async () => {
    vi.advanceTimersByTime(150);
    hiccup.simulation.snapshot = snapshot;
    return snapshot();
  };
  await turns(hiccup, 20, true);
  expect(hiccup.taken.length).toBeGreaterThan(5);
});

test('a population that rests at the same count of other steps is kept anew', async () => {
  const resting = population(16, 1);
  await turns(resting, 3, false);
  expect(resting.taken).toHaveLength(1);
  resting.simulation.problem = { dt: 0.025 } as Problem;
  await turns(resting, 3, false);
  expect(resting.taken).toHaveLength(2);
});

test('what is forgotten is taken anew', async () => {
  const { keeper, simulation } = population(16, 1);
  vi.advanceTimersByTime(1000);
  await keeper.turn(true);
  expect(keeper.snapshot).toBeDefined();
  keeper.forget();
  expect(keeper.snapshot).toBeUndefined();
  simulation.step = 0;
  vi.advanceTimersByTime(1000);
  await keeper.turn(true);
  expect(keeper.snapshot?.step).toBe(0);
});
