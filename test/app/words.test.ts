import { describe, expect, test } from 'vitest';
import { openingExperiment } from '../../src/app/experiment/opening.ts';
import { quantitiesOf, quantityOf, tellingRange } from '../../src/app/experiment/quantities.ts';
import { decimals, plain, quantity, short, whole } from '../../src/app/numbers/format.ts';
import { membraneOf } from '../../src/protocol/experiment.ts';

describe('numbers', () => {
  test('are written for people', () => {
    expect(whole(16_384)).toBe('16,384');
    expect(plain(10.000001)).toBe('10');
    expect(quantity(0.3, 'mS/cm2')).toBe('0.3 mS/cm²');
    expect(quantity(3, '1')).toBe('3');
    const names = ['million', 'billion'] as const;
    expect([240_000, 39_300_000, 7_450_000, 2e9].map((count) => short(count, names))).toEqual([
      '0.24 million',
      '39.3 million',
      '7.45 million',
      '2.00 billion',
    ]);
    expect([1, 0.5, 0.05, 0.025, 1 / 3].map(decimals)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('what can be varied', () => {
  const experiment = openingExperiment(16);

  test('has a name and a unit from the data of the model', () => {
    expect(quantityOf(experiment, 'stimulus.amplitude')).toEqual({
      path: 'stimulus.amplitude',
      name: 'Injected current',
      unit: 'uA/cm2',
    });
    const { gK } = membraneOf(experiment.model).parameters;
    expect(quantityOf(experiment, 'parameters.gK')).toMatchObject({ name: gK!.description, unit: gK!.unit });
  });

  test('begins with a range that is valid and holds the present value', () => {
    for (const { path } of quantitiesOf(experiment)) {
      const [from, to] = tellingRange(experiment, path);
      expect(from).toBeLessThan(to);
      const name = path.split('.')[1]!;
      const parameter = path.startsWith('parameters.')
        ? membraneOf(experiment.model).parameters[name]!
        : undefined;
      if (!parameter) continue;
      expect(from).toBeGreaterThanOrEqual(parameter.range[0]);
      expect(to).toBeLessThanOrEqual(parameter.range[1]);
      expect(from).toBeLessThanOrEqual(parameter.value);
      expect(to).toBeGreaterThanOrEqual(parameter.value);
    }
  });
});
