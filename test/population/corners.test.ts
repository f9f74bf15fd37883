import { describe, expect, it } from 'vitest';
import { columnsOf, type Population, populationSize } from '../../src/population/columns.ts';
import { cornersOf } from '../../src/population/corners.ts';

const corners = (population: Population) =>
  cornersOf(
    population,
    columnsOf(population, () => undefined),
    populationSize(population),
  );

describe('the corners of a grid', () => {
  it('are its only neuron where nothing varies', () => expect(corners({})).toEqual([0]));

  it('are first, middle and last of evenly spaced values', () => {
    expect(corners({ x: { vary: 'a', from: 0, to: 60, count: 61 } })).toEqual([0, 30, 60]);
  });

  it('are those of the least and largest value in a list', () => {
    expect(corners({ x: { vary: 'a', values: [3, 9, 5, 4, 1, 2] } })).toEqual([1, 3, 4]);
  });

  it('are all combinations on two axes', () => {
    const population = {
      x: { vary: 'a', from: 0, to: 1, count: 5 },
      y: { vary: 'b', values: [2, 5, 1, 3] },
    };
    expect(corners(population)).toEqual([5, 7, 9, 10, 12, 14]);
  });
});

describe('the corners of a sample', () => {
  it('are where everything is least or largest together', () => {
    const spaced = (from: number, to: number) => ({ spaced: { from, to } });
    const values = [0, 0, 1, 1, 0.5];
    expect(
      corners({
        count: 5,
        method: 'sobol',
        seed: 1,
        vary: { a: { values }, b: { values: [0, 1, 0, 1, 0.5] } },
      }),
    ).toEqual([0, 1, 2, 3]);
    expect(corners({ count: 100, method: 'sobol', seed: 1, vary: { a: spaced(1, 2) } })).toEqual([0, 99]);
  });

  it('are real neurons near the extremes, few however many quantities vary', () => {
    const names = Array.from({ length: 10 }, (_, i) => `q${i}`);
    const population: Population = {
      count: 100_000,
      method: 'sobol',
      seed: 1,
      vary: Object.fromEntries(names.map((name) => [name, { from: 0, to: 1 }])),
    };
    const cells = corners(population);
    expect(cells.length).toBeLessThanOrEqual(64);
    expect(Math.max(...cells)).toBeLessThan(100_000);
    for (const { value } of columnsOf(population, () => undefined)) {
      expect(Math.min(...cells.map(value))).toBeLessThan(0.1);
      expect(Math.max(...cells.map(value))).toBeGreaterThan(0.9);
    }
  });
});
