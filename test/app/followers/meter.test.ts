import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Meter, Repeated } from '../../../src/app/followers/meter.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('a meter says the mean rate since it was last read', () => {
  const meter = new Meter();
  meter.add(7);
  expect(meter.take(100)).toBe(0);
  meter.add(30);
  meter.add(20);
  expect(meter.take(600)).toBe(100);
  expect(meter.take(1100)).toBe(0);
});

/** How often something that takes `cost` ms is done in ten seconds. */
async function count(interval: number, cost: number): Promise<number> {
  let done = 0;
  const repeated = new Repeated(interval, async () => {
    done++;
    vi.advanceTimersByTime(cost);
  });
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    await repeated.turn();
    vi.advanceTimersByTime(10);
  }
  return done;
}

test('what is quick is done at its interval', async () => {
  expect(await count(200, 1)).toBeGreaterThan(45);
  expect(await count(200, 1)).toBeLessThanOrEqual(51);
});

test('what is slow takes a tenth of the time', async () => {
  expect(await count(200, 100)).toBeGreaterThan(8);
  expect(await count(200, 100)).toBeLessThanOrEqual(11);
});
