import { describe, expect, it } from 'vitest';
import { converge } from '../../src/studies/convergence.ts';

const edge = (value: number) => ({ value, below: value, above: value });

describe('values that depend on the length of a run', () => {
  it('go to their limit where neurons linger like one over the root of the distance', async () => {
    // T = 100 + 1000 / sqrt(value - 5): what a saddle-node leaves, and a time that has nothing to do with it.
    const found = await converge(
      async (T) => [edge(5 + (1000 / (T - 100)) ** 2)],
      { first: 1000, longest: 1000 },
      1e-4,
    );
    // Two tolerances: one for the last change, one for the part of it that is not of second order.
    expect(Math.abs(found.values[0]! / 5 - 1)).toBeLessThan(2e-4);
    expect(found.duration).toBeLessThan(32_000);
  });

  it('have settled where they agree with what is known otherwise', async () => {
    const search = async (T: number) => [edge(5 + (300 / (T - 1)) ** 2)];
    const [alone, known] = [
      await converge(search, { first: 1000, longest: 1000 }, 1e-4),
      await converge(search, { first: 1000, longest: 1000 }, 1e-4, [5]),
    ];
    expect(Math.abs(known.values[0]! / 5 - 1)).toBeLessThan(1e-4);
    expect(known.duration).toBeLessThan(alone.duration);
    // Another value makes no difference.
    expect(await converge(search, { first: 1000, longest: 1000 }, 1e-4, [5.5])).toEqual(alone);
  });

  it('are left alone where the length makes no difference', async () => {
    const found = await converge(async () => [edge(3), edge(Number.NaN)], { first: 100, longest: 100 }, 1e-4);
    expect(found).toEqual({ values: [3, Number.NaN], duration: 200, change: 0 });
  });

  it('are waited for where nothing happens in the first runs', async () => {
    const lengths = { first: 100, longest: 5000 };
    const found = await converge(async (T) => [edge(T < 3000 ? Number.NaN : 3)], lengths, 1e-4);
    expect(found).toEqual({ values: [3], duration: 10_000, change: 0 });
  });

  it('are looked for near where they were, and everywhere if they are not there', async () => {
    const asked: boolean[] = [];
    const search = async (duration: number, near?: readonly unknown[]) => {
      asked.push(near !== undefined);
      if (near && duration === 200) return [edge(Number.NaN)];
      return [edge(duration === 100 ? 10 : 5)];
    };
    const { values } = await converge(search, { first: 100, longest: 100 }, 1e-4);
    expect(asked.slice(0, 3)).toEqual([false, true, false]);
    // 5 and 5 after 10: one third of the last change, which is 0.
    expect(values).toEqual([5]);
  });
});
