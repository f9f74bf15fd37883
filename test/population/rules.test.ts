import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { describeIssues } from '../../src/input/schema.ts';
import { sampleSchema, sampleSize } from '../../src/population/rules.ts';

type SampleInput = z.input<typeof sampleSchema>;

function messageOf(sample: unknown): string {
  const { error } = sampleSchema.safeParse(sample, { reportInput: true });
  return error ? describeIssues(error) : 'valid';
}

/** What is wrong with a rule for gK in a sample of two neurons. */
const ruleMessage = (rule: object) => messageOf({ count: 2, vary: { 'parameters.gK': rule } });

describe('a sample', () => {
  const sample: SampleInput = {
    count: 3,
    method: 'latin-hypercube',
    seed: 4,
    vary: {
      'parameters.gNa': { from: 60, to: 180 },
      'parameters.gK': { normal: { mean: 36, sd: 4 } },
      'parameters.gL': { lognormal: { median: 0.3, sigma: 0.2 } },
      'parameters.C': { loguniform: { from: 0.5, to: 2 } },
      'stimulus.amplitude': { values: [1, 2, 3] },
      'parameters.EL': { spaced: { from: -60, to: -50 } },
    },
  };

  it('is kept as it is written', () => expect(sampleSchema.parse(sample)).toEqual(sample));

  it('is drawn by Sobol points where no method is named', () => {
    expect(sampleSchema.parse({ count: 8, vary: {} })).toEqual({ count: 8, method: 'sobol', vary: {} });
  });

  it('has its size from count or from values', () => {
    expect(sampleSize(sampleSchema.parse({ count: 9, vary: {} }))).toBe(9);
    expect(sampleSize(sampleSchema.parse({ vary: { a: { from: 0, to: 1 }, b: { values: [1, 2] } } }))).toBe(
      2,
    );
  });

  it.each([
    [{ vary: {} }, 'count: give the number of neurons, or the "values" of a quantity'],
    [{ count: 0, vary: {} }, 'count = 0 is not valid: it must be at least 1'],
    [{ count: 2.5, vary: {} }, 'count = 2.5 is not valid: expected a whole number'],
    [{ count: 2 }, 'vary is missing: expected a value of type object'],
    [{ count: 2, vary: {}, size: 3 }, 'unknown key "size"; known: count, method, seed, vary'],
    [
      { count: 2, vary: {}, method: 'halton' },
      'method = "halton" is not valid: known: sobol, latin-hypercube, random',
    ],
    [
      { count: 2, vary: { a: { values: [1, 2] }, b: { values: [1, 2, 3] } } },
      'vary.b.values: there are 3, but "count" is for 2 neurons; give one value for each neuron',
    ],
    [
      { vary: { a: { values: [1, 2] }, b: { values: [1] } } },
      'vary.b.values: there are 1, but "a" is for 2 neurons; give one value for each neuron',
    ],
  ])('that is %j is refused', (wrong, message) => expect(messageOf(wrong)).toBe(message));

  it('draws at most 64 quantities by Sobol points', () => {
    const vary = (quantities: number) =>
      Object.fromEntries(
        Array.from({ length: quantities }, (_, i) => [`parameters.g${i}`, { from: 0, to: 1 }]),
      );
    const given = { 'parameters.E': { spaced: { from: 0, to: 1 } } };
    expect(messageOf({ count: 2, vary: { ...vary(64), ...given } })).toBe('valid');
    expect(messageOf({ count: 2, vary: vary(65) })).toBe(
      'method: "sobol" draws at most 64 quantities, not 65; use "latin-hypercube"',
    );
    expect(messageOf({ count: 2, method: 'latin-hypercube', vary: vary(65) })).toBe('valid');
  });
});

describe('a rule', () => {
  const forms =
    'vary.parameters.gK: give one of "from" and "to", "loguniform", "normal", "lognormal", "spaced", "values", "file" and "column"';

  it.each([
    [{}, forms],
    [{ from: 1, to: 2, values: [1, 2] }, forms],
    [{ normal: { mean: 1, sd: 1 }, spaced: { from: 1, to: 2 } }, forms],
    [{ from: 1 }, 'vary.parameters.gK: give both "from" and "to"'],
    [{ to: 1 }, 'vary.parameters.gK: give both "from" and "to"'],
    [{ from: 2, to: 1 }, 'vary.parameters.gK: from = 2 must be less than to = 1'],
    [{ loguniform: { from: 2, to: 2 } }, 'vary.parameters.gK: from = 2 must be less than to = 2'],
    [
      { loguniform: { from: 0, to: 2 } },
      'vary.parameters.gK.loguniform.from = 0 is not valid: it must be greater than 0',
    ],
    [
      { normal: { mean: 1, sd: 0 } },
      'vary.parameters.gK.normal.sd = 0 is not valid: it must be greater than 0',
    ],
    [
      { normal: { mean: 1, sigma: 2 } },
      'vary.parameters.gK.normal.sd is missing: expected a value of type number; unknown key "sigma"; known: mean, sd (in vary.parameters.gK.normal)',
    ],
    [
      { lognormal: { median: -1, sigma: 1 } },
      'vary.parameters.gK.lognormal.median = -1 is not valid: it must be greater than 0',
    ],
    [{ uniform: { from: 1, to: 2 } }, /unknown key "uniform"; did you mean "loguniform"\?/],
    [{ values: [] }, /give at least 1/],
    [{ file: 'cells.csv' }, 'vary.parameters.gK: give both "file" and "column"'],
    [
      { file: 'cells.csv', column: 'gK' },
      'vary.parameters.gK: cells.csv has not been read; give its numbers as "values"',
    ],
  ])('that is %j is refused', (rule, message) => {
    if (typeof message === 'string') expect(ruleMessage(rule)).toBe(message);
    else expect(ruleMessage(rule)).toMatch(message);
  });

  it('may go downwards where it is evenly spaced', () => {
    expect(ruleMessage({ spaced: { from: 2, to: 1 } })).toBe('valid');
  });
});
