import { describe, expect, it } from 'vitest';
import { applyPasses, canonicalPasses } from '../../../src/formula/optimise.ts';
import { parse } from '../../../src/formula/parse.ts';
import { shareExponentials } from '../../../src/formula/passes/exponentials.ts';
import { expandSpecialFunctions } from '../../../src/formula/passes/special-functions.ts';
import { nothingKnown } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';
import { hodgkinHuxley, rateFormulas } from '../../support/membranes.ts';

const exponentials = (texts: readonly string[]) =>
  operationCounts(
    shareExponentials.apply(new Map(texts.map((text, i) => [`out${i}`, parse(text)] as const)), nothingKnown),
  ).exp;

describe('shareExponentials', () => {
  it('makes the six rates of the squid axon from at most three exponentials', () => {
    const rates = applyPasses(rateFormulas(hodgkinHuxley), [
      ...canonicalPasses,
      expandSpecialFunctions(1.7e-7),
    ]);
    expect(operationCounts(rates).exp).toBe(6);
    expect(operationCounts(shareExponentials.apply(rates, nothingKnown)).exp).toBeLessThanOrEqual(3);
  });

  it.each([
    [['exp(-V / 80)', 'exp(-V / 40)', 'exp(-(V + 35) / 20)'], 1],
    [['exp(V / 10)', 'exp(-V / 10)'], 2],
    [['exp(V / 18)', 'exp(V / 20)'], 2],
    [['exp(V)', 'exp(m)'], 2],
    [['exp(V / 100)', 'exp(V)'], 2],
    [['exp(V * m)', 'exp(2 * V * m)'], 2],
  ])('%j need %d', (texts, count) => expect(exponentials(texts)).toBe(count));
});
