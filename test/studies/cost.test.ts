import { expect, it } from 'vitest';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { operationsPerStep } from '../../src/studies/cost.ts';
import { problemOf } from '../support/problems.ts';

it('orders the integrators as their speeds do', () => {
  const costs = integratorNames.map((integrator) => operationsPerStep(problemOf({ integrator })));
  const [euler = 1] = costs;
  // Million neuron-steps/s of a thread in float32, bench/results/cpu.json.
  const speeds = [199, 80.1, 152, 22.1, 46.5];
  for (const [i, cost] of costs.entries()) {
    // Registers that do not suffice make long steps slower than their operations say, by up to a half.
    const ratio = cost / euler / (199 / speeds[i]!);
    expect(ratio, integratorNames[i]).toBeGreaterThan(0.6);
    expect(ratio, integratorNames[i]).toBeLessThan(1.1);
  }
});
