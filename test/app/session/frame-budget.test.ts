import { describe, expect, test } from 'vitest';
import { FrameBudget } from '../../../src/app/session/frame-budget.ts';

/** A machine on which a turn takes `latency` plus `cost` for each step, ms; returns the steps taken in `wall` ms. */
function run(
  { latency, cost, frame = 16 }: { latency: number; cost: number; frame?: number },
  rate: number,
  wall: number,
  budget = new FrameBudget(10),
): { steps: number; longest: number } {
  let now = 0;
  let last = 0;
  let total = 0;
  let longest = 0;
  while (now < wall) {
    const steps = budget.steps(now - last, rate);
    last = now;
    if (steps > 0) {
      const time = latency + cost * steps;
      budget.record(steps, time);
      longest = Math.max(longest, time - latency);
      now += time;
    }
    total += steps;
    now = Math.ceil((now + 0.001) / frame) * frame;
  }
  return { steps: total, longest };
}

describe('a machine that can keep up', () => {
  test('takes the steps that are asked for', () => {
    const { steps } = run({ latency: 2, cost: 0.01 }, 1.6, 4000);
    expect(steps).toBeGreaterThan(0.95 * 6400);
    expect(steps).toBeLessThanOrEqual(6400);
  });

  test('takes as many on a display with another frame rate', () => {
    for (const frame of [4, 7, 16, 33]) {
      const { steps } = run({ latency: 1, cost: 0.005, frame }, 1.6, 4000);
      expect(steps / 6400).toBeGreaterThan(0.93);
      expect(steps / 6400).toBeLessThanOrEqual(1);
    }
  });
});

test('steps are taken by fours, which is how the engine takes them', () => {
  const budget = new FrameBudget(10);
  const many: number[] = [];
  for (let turn = 0; turn < 400; turn++) {
    const steps = budget.steps(16, 0.7);
    if (steps > 4) many.push(steps);
    if (steps > 0) budget.record(steps, 1 + 0.01 * steps);
  }
  expect(many.length).toBeGreaterThan(100);
  expect(many.filter((steps) => steps % 4 !== 0)).toEqual([]);
});

describe('a machine that cannot', () => {
  test('is behind, where one that can is not', () => {
    const [slow, fast, still] = [new FrameBudget(10), new FrameBudget(10), new FrameBudget(10)];
    run({ latency: 1, cost: 5 }, 100, 2000, slow);
    slow.steps(16, 100);
    expect(slow.isBehind).toBe(true);
    run({ latency: 1, cost: 0.001 }, 1, 2000, fast);
    // A probe leaves the rest to the next turn.
    const turns = Array.from({ length: 20 }, () => {
      fast.record(fast.steps(16, 1), 1.016);
      return fast.isBehind;
    });
    expect(turns.filter(Boolean).length).toBeLessThanOrEqual(1);
    // What asks for nothing is never behind: turns that take no step must not follow one another at once.
    run({ latency: 1, cost: 5 }, 100, 2000, still);
    expect(still.steps(0, 0)).toBe(0);
    expect(still.isBehind).toBe(false);
  });

  test('stays within the budget and uses it', () => {
    const { steps, longest } = run({ latency: 3, cost: 0.5 }, 100, 4000);
    expect(longest).toBeLessThanOrEqual(2 * 10);
    expect(steps).toBeGreaterThan(0.7 * (4000 / 16) * 20);
  });

  test('is not misled by waiting that is longer than the budget', () => {
    const { steps } = run({ latency: 60, cost: 0.1, frame: 16 }, 100, 8000);
    expect(steps).toBeGreaterThan(0.7 * (8000 / 80) * 100);
  });

  test('leaves half of the time to others where they take long, and does not exceed the most that it may', () => {
    const shared = () => new FrameBudget(10, 100);
    const turns = 8000 / 160;
    expect(run({ latency: 80, cost: 0.5 }, 100, 8000, shared()).steps / turns).toBeCloseTo(160, -2);
    expect(run({ latency: 300, cost: 0.5 }, 100, 8000, shared()).longest).toBeLessThanOrEqual(2 * 100);
  });

  test('is not kept small by turns that were held up', () => {
    const budget = new FrameBudget(20);
    let steps = 0;
    for (let turn = 0; turn < 200; turn++) {
      steps = budget.steps(100, 100);
      // Anything from a third of the usual waiting to three times as much.
      budget.record(steps, 60 * 3 ** Math.sin(turn * turn) + 0.2 * steps);
    }
    expect(steps).toBeGreaterThan(20);
  });

  test('takes no turns without end where the first probes were held up', () => {
    const budget = new FrameBudget(30);
    const turns: number[] = [];
    for (let turn = 0; turn < 60; turn++) {
      const steps = budget.steps(50, Number.POSITIVE_INFINITY);
      const time = turn < 3 ? 1000 : 2 * steps;
      budget.record(steps, time);
      if (turn >= 3) turns.push(time);
    }
    expect(Math.max(...turns)).toBeLessThanOrEqual(2 * 30);
    expect(turns.at(-1)).toBeGreaterThan(0.7 * 30);
  });

  test('owes nothing when it becomes fast again', () => {
    const budget = new FrameBudget(10);
    run({ latency: 1, cost: 5 }, 1.6, 2000, budget);
    expect(budget.steps(16, 1.6)).toBeLessThan(30);
  });
});

test('a hidden page does not try to catch up', () => {
  const budget = new FrameBudget(10);
  run({ latency: 1, cost: 0.001 }, 1, 1000, budget);
  expect(budget.steps(60_000, 1)).toBeLessThanOrEqual(101);
});

test('slow motion takes a step every few turns', () => {
  const { steps } = run({ latency: 1, cost: 0.01 }, 0.01, 4000);
  expect(steps).toBeGreaterThanOrEqual(38);
  expect(steps).toBeLessThanOrEqual(40);
});

test('slow motion begins without a leap, whatever was due before', () => {
  const budget = new FrameBudget(10);
  run({ latency: 1, cost: 1 }, Number.POSITIVE_INFINITY, 2000, budget);
  const { steps } = run({ latency: 1, cost: 0.01 }, 0.002, 4000, budget);
  expect(steps).toBeGreaterThanOrEqual(7);
  expect(steps).toBeLessThanOrEqual(8);
});

test('without a limit it takes what fits', () => {
  const { longest, steps } = run({ latency: 2, cost: 0.02 }, Number.POSITIVE_INFINITY, 4000);
  expect(longest).toBeLessThanOrEqual(20);
  expect(steps).toBeGreaterThan(0.7 * (4000 / 16) * 500);
});
