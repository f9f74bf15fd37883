import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keeper } from '../../../src/app/followers/keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A population whose snapshots take `cost` ms. */
function population(cells: number, cost: number) {
  const taken: number[] = [];
  const simulation = {
    cells,
    step: 0,
    snapshot: async () => {
      taken.push(performance.now());
      vi.advanceTimersByTime(cost);
      return { step: simulation.step, dt: 0.05, integrator: 'strang', state: {} };
    },
  };
  return { simulation, taken, keeper: new Keeper(simulation) };
}

/** Turns at 60 per second. @returns the part of the time that was spent on snapshots */
async function turns({ simulation, keeper }: ReturnType<typeof population>, seconds: number, running = true) {
  const begin = performance.now();
  let spent = 0;
  while (performance.now() - begin < 1000 * seconds) {
    vi.advanceTimersByTime(16);
    if (running) simulation.step++;
    const before = performance.now();
    if (keeper.due(running)) await keeper.take();
    spent += performance.now() - before;
  }
  return spent / (performance.now() - begin);
}

test('snapshots of a small population are a tenth of a second apart', async () => {
  const small = population(4096, 1);
  await turns(small, 10);
  expect(small.taken.length).toBeGreaterThan(80);
  expect(small.taken.length).toBeLessThanOrEqual(100);
});

test('dearer ones are farther apart: they take 2 % of the time at most', async () => {
  const dear = population(65_536, 45);
  // Over 100 s the one at the beginning, whose waiting time is not yet over, counts for less than 0.1 %.
  expect(await turns(dear, 100)).toBeLessThan(0.021);
  expect(dear.taken.length).toBeGreaterThan(30);
});

test('one that would be felt is taken only while the population rests', async () => {
  const large = population(1_048_576, 500);
  await turns(large, 10);
  expect(large.taken).toEqual([]);
  await turns(large, 0.9, false);
  expect(large.taken).toEqual([]);
  await turns(large, 0.5, false);
  expect(large.taken).toHaveLength(1);
});

test('one that turns out to be dearer than expected is soon left alone', async () => {
  const slow = population(65_536, 400);
  await turns(slow, 100);
  expect(slow.taken).toHaveLength(2);
});

test('a single long snapshot, as the first one may be, holds up neither the next nor those after it', async () => {
  const hiccup = population(4096, 2);
  const { snapshot } = hiccup.simulation;
  hiccup.simulation.snapshot = async () => {
    vi.advanceTimersByTime(60);
    hiccup.simulation.snapshot = snapshot;
    return snapshot();
  };
  await turns(hiccup, 20);
  expect(hiccup.taken[1]! - hiccup.taken[0]!).toBeLessThan(200);
  expect(hiccup.taken.length).toBeGreaterThan(20);
});

test('where time stands still a cheap one may be taken at once', async () => {
  const { keeper } = population(256, 1);
  await keeper.take();
  expect(keeper.due(true)).toBe(false);
  expect(keeper.due(false)).toBe(true);
});
