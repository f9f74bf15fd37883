import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  type Population,
  populationOf,
  populationSize,
  type ValidRange,
} from '../../src/population/columns.ts';
import { sampleSchema } from '../../src/population/rules.ts';
import { uniformBounds } from '../support/statistics.ts';

const anything = () => undefined;
const conductance = (): ValidRange => [0, 1000, 'mS/cm2'];

function sampled(sample: object, seed = 1): Population {
  return populationOf({ sample: sampleSchema.parse(sample), seed });
}

const valuesOf = (population: Population, valid: () => ValidRange | undefined = anything) =>
  columnsOf(population, valid).map(({ value }) =>
    Array.from({ length: populationSize(population) }, (_, cell) => value(cell)),
  );

describe('populationOf', () => {
  const sample = sampleSchema.parse({ count: 2, vary: {} });
  const x = { vary: 'parameters.gK', values: [1, 2] };

  it('is the sweep or the sample, whichever there is', () => {
    expect(populationOf({ seed: 1 })).toEqual({ trials: 1 });
    expect(populationOf({ sweep: { x }, seed: 1 })).toEqual({ x, trials: 1 });
    expect(populationOf({ sweep: {}, sample, seed: 1 })).toEqual({ ...sample, seed: 1, trials: 1 });
  });

  it('gives the seed of the experiment to a sample that has none', () => {
    expect(populationOf({ sample, seed: 5 })).toHaveProperty('seed', 5);
    expect(populationOf({ sample: { ...sample, seed: 9 }, seed: 5 })).toHaveProperty('seed', 9);
  });

  it('refuses both', () => {
    expect(() => populationOf({ sweep: { x }, sample, seed: 1 })).toThrow(
      '"sweep" and "sample" both describe the population; leave one of them out',
    );
  });
});

describe('the columns of a sweep', () => {
  const x = { vary: 'stimulus.amplitude', from: 0, to: 2, count: 3 };
  const y = { vary: 'parameters.gK', values: [20, 10] };

  it('have the runs of their axes', () => {
    const columns = columnsOf({ x, y }, anything);
    expect(columns.map(({ path, extremes, length, stride }) => ({ path, extremes, length, stride }))).toEqual(
      [
        { path: 'stimulus.amplitude', extremes: [0, 2], length: 3, stride: 1 },
        { path: 'parameters.gK', extremes: [10, 20], length: 2, stride: 3 },
      ],
    );
    expect(valuesOf({ x, y })).toEqual([
      [0, 1, 2, 0, 1, 2],
      [20, 20, 20, 10, 10, 10],
    ]);
  });

  it('are valid', () => {
    expect(() => columnsOf({ y: { ...y, values: [5, -1] } }, conductance)).toThrow(
      'sweep.y (parameters.gK) = -1 mS/cm2 is out of range: it must be 0 to 1000 mS/cm2',
    );
  });
});

describe('the columns of a sample', () => {
  const vary = {
    'parameters.gNa': { from: 60, to: 180 },
    'parameters.gK': { normal: { mean: 36, sd: 4 } },
    'stimulus.amplitude': { values: [5, 3, 4, 1, 2] },
    'parameters.gL': { lognormal: { median: 0.3, sigma: 0.2 } },
    'parameters.EL': { spaced: { from: -50, to: -60 } },
    'parameters.C': { loguniform: { from: 0.5, to: 2 } },
  };

  it('have a value of their own for every neuron, in the order of the document', () => {
    const columns = columnsOf(sampled({ vary }), anything);
    expect(columns.map(({ path }) => path)).toEqual(Object.keys(vary));
    for (const { length, stride } of columns) expect([length, stride]).toEqual([5, 1]);
  });

  it('are what their rules say', () => {
    const [gNa = [], , amplitude, , EL] = valuesOf(sampled({ vary }));
    for (const value of gNa) expect(value > 60 && value < 180).toBe(true);
    expect(amplitude).toEqual([5, 3, 4, 1, 2]);
    expect(EL).toEqual([-50, -52.5, -55, -57.5, -60]);
  });

  it('are the same for the same seed, in whatever order they are computed, and others for another', () => {
    const population = sampled({ vary });
    const whole = valuesOf(population);
    const part = columnsOf(population, anything).map(({ value }) => [4, 3].map(value));
    expect(part).toEqual(whole.map((values) => [values[4], values[3]]));
    expect(valuesOf(sampled({ vary }, 2))[0]).not.toEqual(whole[0]);
  });

  // A change of these changes the populations of all experiments that were made before it.
  it.each([
    ['sobol', [141.36090870480984, 34.265142504753236, 0.5055331165911061]],
    ['latin-hypercube', [121.36895370483398, 36.39029305148799, 0.24083141113126283]],
    ['random', [171.19001503676515, 33.91682215130496, 0.3379865534908491]],
  ])('by the method "%s" stay what they are, to the last bit', (method, values) => {
    const [gNa, gK, , gL] = columnsOf(sampled({ vary, method }), anything);
    expect([gNa, gK, gL].map((column) => column?.value(3))).toEqual(values);
  });

  it('do not change when a quantity is added after them or one that is not drawn among them', () => {
    const { 'stimulus.amplitude': _, 'parameters.C': __, ...fewer } = vary;
    const [gNa, gK, , gL] = valuesOf(sampled({ vary }));
    expect(valuesOf(sampled({ count: 5, vary: fewer })).slice(0, 3)).toEqual([gNa, gK, gL]);
  });

  it.each(['sobol', 'latin-hypercube', 'random'])(
    'lie between their extremes, by the method "%s"',
    (method) => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seed) => {
          const { 'stimulus.amplitude': _, ...drawn } = vary;
          const population = sampled({ count: 200, method, seed, vary: drawn });
          for (const { value, extremes } of columnsOf(population, anything)) {
            const values = Array.from({ length: 200 }, (_, cell) => value(cell));
            expect(Math.min(...values)).toBeGreaterThanOrEqual(extremes[0]);
            expect(Math.max(...values)).toBeLessThanOrEqual(extremes[1]);
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  it('draw valid values where the distribution has others, too', () => {
    const broad = sampled({ count: 1000, vary: { 'parameters.gK': { normal: { mean: 1, sd: 2 } } } });
    const [values = []] = valuesOf(broad, conductance);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    // Mean of the normal distribution above 0: 1 + 2 density(1/2) / P(1/2) = 2.018, standard deviation below 1.5.
    const mean = values.reduce((a, b) => a + b, 0) / 1000;
    expect(Math.abs(mean - 2.018)).toBeLessThan(0.01);
  });

  it.each([
    [
      { from: -5, to: 40 },
      'sample.vary.parameters.gK = -5 mS/cm2 is out of range: it must be 0 to 1000 mS/cm2',
    ],
    [
      { values: [1, 2000] },
      'sample.vary.parameters.gK = 2000 mS/cm2 is out of range: it must be 0 to 1000 mS/cm2',
    ],
    [
      { spaced: { from: 1, to: -1 } },
      'sample.vary.parameters.gK = -1 mS/cm2 is out of range: it must be 0 to 1000 mS/cm2',
    ],
    [
      { loguniform: { from: 1, to: 1e4 } },
      'sample.vary.parameters.gK = 10000 mS/cm2 is out of range: it must be 0 to 1000 mS/cm2',
    ],
    [
      { normal: { mean: -36, sd: 4 } },
      'sample.vary.parameters.gK draws hardly any valid value: they are 0 to 1000 mS/cm2',
    ],
  ])('are valid: %j is refused', (rule, message) => {
    const population = sampled({ count: 2, vary: { 'parameters.gK': rule } });
    expect(() => columnsOf(population, conductance)).toThrow(message);
  });

  it('are uncorrelated', () => {
    const n = 4096;
    const { 'stimulus.amplitude': _, ...drawn } = vary;
    for (const method of ['sobol', 'latin-hypercube', 'random']) {
      const [a = [], b = []] = valuesOf(sampled({ count: n, method, vary: drawn }));
      const ranks = (values: readonly number[]) => {
        const sorted = [...values].sort((x, y) => x - y);
        return values.map((value) => sorted.indexOf(value) / n - 0.5);
      };
      const [x, y] = [ranks(a), ranks(b)];
      const covariance = x.reduce((sum, value, i) => sum + value * y[i]!, 0) / n;
      expect(Math.abs(12 * covariance)).toBeLessThan(uniformBounds(n).correlation);
    }
  });
});
