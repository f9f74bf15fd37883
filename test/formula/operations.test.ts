import { describe, expect, it } from 'vitest';
import { applyPasses, fastPasses } from '../../src/formula/optimise.ts';
import { integratorNames } from '../../src/integrators/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { squidAxon } from '../support/contexts.ts';
import { operationCounts } from '../support/counting.ts';
import { stepFormulas } from '../support/problems.ts';

/** What a step of the squid axon may cost at most: it may become cheaper, then the number here goes down with it. */
const most: Record<ExperimentInput['integrator'] & string, Record<'divide' | 'exp' | 'all', number>> = {
  euler: { divide: 3, exp: 3, all: 79 },
  exponential: { divide: 4, exp: 4, all: 160 },
  strang: { divide: 4, exp: 3, all: 93 },
  'strang-richardson': { divide: 15, exp: 18, all: 528 },
  rk4: { divide: 12, exp: 12, all: 336 },
};

describe('the operations of a step of 0.05 ms are no more than they were', () => {
  it.each(integratorNames)('%s', (integrator) => {
    const experiment = parseExperiment({
      integrator,
      dt: 0.05,
      stimulus: { kind: 'constant', amplitude: 10 },
    });
    const { next } = stepFormulas(experiment);
    const counts = operationCounts(applyPasses(next, fastPasses, squidAxon));
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const bound = most[integrator];
    expect(counts.divide).toBeLessThanOrEqual(bound.divide);
    expect(counts.exp).toBeLessThanOrEqual(bound.exp);
    expect(all).toBeLessThanOrEqual(bound.all);
  });
});
