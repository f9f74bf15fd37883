import { describe, expect, test } from 'vitest';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { quantitiesOf, quantityOf, tellingRange } from '../../../src/app/experiment/quantities.ts';
import { membraneOf } from '../../../src/protocol/experiment.ts';

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
