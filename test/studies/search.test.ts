import { describe, expect, it } from 'vitest';
import { type Ask, leastValues } from '../../src/studies/search.ts';

/** Something that happens above a value of its own in each row, and counts how often it was asked. */
function above(edges: readonly number[]): { ask: Ask; rounds: () => number } {
  let rounds = 0;
  const ask: Ask = async (values) => {
    rounds++;
    return values.map((row, i) => row.map((value) => value > edges[i]!));
  };
  return { ask, rounds: () => rounds };
}

describe('least values', () => {
  it('are found in all rows at once, to the tolerance', async () => {
    const edges = [Math.PI, 0.0123, -7];
    const { ask, rounds } = above(edges);
    const intervals = [
      { low: 0, high: 10 },
      { low: 1e-3, high: 1e3 },
      { low: -10, high: 3 },
    ];
    const found = await leastValues(intervals, ask, { tolerance: 1e-6 });
    for (const [i, { value, below, above: upper }] of found.entries()) {
      expect(Math.abs(value / edges[i]! - 1)).toBeLessThan(1e-6);
      expect(below).toBeLessThanOrEqual(edges[i]!);
      expect(upper).toBeGreaterThan(edges[i]!);
    }
    // A round of 64 leaves 1/65: four rounds leave 1e-6 of six decades.
    expect(rounds()).toBeLessThanOrEqual(4);
  });

  it('are known to lie between two values after one round', async () => {
    const { ask, rounds } = above([3.3]);
    const [found] = await leastValues([{ low: 0, high: 10 }], ask, { points: 11, rounds: 1 });
    expect(found).toEqual({ value: 3.5, below: 3, above: 4 });
    expect(rounds()).toBe(1);
  });

  it('are -Infinity where it happens everywhere, and NaN where it happens nowhere', async () => {
    const { ask } = above([-1, 5]);
    const [everywhere, nowhere] = await leastValues(
      [
        { low: 0, high: 1 },
        { low: 0, high: 1 },
      ],
      ask,
    );
    expect(everywhere!.value).toBe(Number.NEGATIVE_INFINITY);
    expect(nowhere!.value).toBeNaN();
  });

  it('are the first or the last edge where it happens in parts', async () => {
    const inParts: Ask = async (values) =>
      values.map((row) => row.map((value) => (value > 2 && value < 5) || value > 8));
    const interval = [{ low: 0, high: 10 }];
    const [first] = await leastValues(interval, inParts);
    const [last] = await leastValues(interval, inParts, { edge: 'last' });
    expect(first!.value).toBeCloseTo(2, 4);
    expect(last!.value).toBeCloseTo(8, 4);
  });

  it('do not end in a loop at 0', async () => {
    const { ask } = above([0]);
    const [found] = await leastValues([{ low: -1, high: 1 }], ask);
    expect(Math.abs(found!.value)).toBeLessThan(1e-12);
  });
});
