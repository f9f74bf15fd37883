import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationSize } from '../../src/population/columns.ts';
import {
  type Axis,
  axisExtremes,
  axisLength,
  axisValue,
  sweepSchema,
  variedQuantities,
} from '../../src/population/sweep.ts';

const range = (from: number, to: number, count: number): Axis => ({ vary: 'parameters.gK', from, to, count });

describe('an axis', () => {
  it('is one value where there is none', () => expect(axisLength(undefined)).toBe(1));

  it('has the values that are given', () => {
    const axis: Axis = { vary: 'parameters.gK', values: [3, 1, 2] };
    expect(axisLength(axis)).toBe(3);
    expect([0, 1, 2].map((i) => axisValue(axis, i))).toEqual([3, 1, 2]);
    expect(axisExtremes(axis)).toEqual([1, 3]);
  });

  it('has evenly spaced values with both ends', () => {
    expect([0, 1, 2, 3, 4].map((i) => axisValue(range(0, 60, 5), i))).toEqual([0, 15, 30, 45, 60]);
    expect(axisValue(range(7, 60, 1), 0)).toBe(7);
  });

  it('reaches its ends exactly and stays between them', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 1000 }), (from, to, count) => {
        const axis = range(from, to, count);
        expect(axisValue(axis, 0) === from).toBe(true);
        expect(axisValue(axis, count - 1) === to).toBe(true);
        const [low, high] = axisExtremes(axis);
        for (let i = 0; i < count; i++) {
          const value = axisValue(axis, i);
          expect(value >= low && value <= high).toBe(true);
        }
      }),
    );
  });
});

describe('a sweep', () => {
  const x: Axis = { vary: 'stimulus.amplitude', values: [1, 2, 3] };
  const y: Axis = { vary: 'parameters.gK', values: [10, 20] };

  it('has one neuron per grid point, x running fastest', () => {
    expect(populationSize({ x, y })).toBe(6);
    const [amplitude, gK] = variedQuantities({ x, y });
    expect(amplitude?.path).toBe('stimulus.amplitude');
    expect([0, 1, 2, 3, 4, 5].map((cell) => amplitude?.value(cell))).toEqual([1, 2, 3, 1, 2, 3]);
    expect([0, 1, 2, 3, 4, 5].map((cell) => gK?.value(cell))).toEqual([10, 10, 10, 20, 20, 20]);
  });

  it('may have y alone, or nothing', () => {
    expect(variedQuantities({ y }).map(({ path }) => path)).toEqual(['parameters.gK']);
    expect([0, 1].map((cell) => variedQuantities({ y })[0]?.value(cell))).toEqual([10, 20]);
    expect(populationSize({})).toBe(1);
    expect(variedQuantities({})).toEqual([]);
  });

  it('is closed to other axes', () => expect(sweepSchema.safeParse({ z: x }).success).toBe(false));
});
