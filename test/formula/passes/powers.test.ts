import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { applyPasses } from '../../../src/formula/optimise.ts';
import { parse } from '../../../src/formula/parse.ts';
import { fold } from '../../../src/formula/passes/fold.ts';
import { expandPowers } from '../../../src/formula/passes/powers.ts';
import { operationCounts } from '../../support/counting.ts';

const expanded = (...texts: readonly string[]) =>
  applyPasses(new Map(texts.map((text, i) => [`out${i}`, parse(text)] as const)), [fold, expandPowers]);

describe('expandPowers', () => {
  it.each([
    ['m^2', { multiply: 1 }],
    ['m^3', { multiply: 2 }],
    ['m^4', { multiply: 2 }],
    ['m^8', { multiply: 3 }],
    ['m^15', { multiply: 6 }],
    ['m^-2', { multiply: 1, divide: 1 }],
    ['m^0.5', { sqrt: 1 }],
    ['m^1.5', { power: 1 }],
    ['m^100', { power: 1 }],
    ['m^n', { power: 1 }],
  ])('%s costs %j', (text, counts) => expect(operationCounts(expanded(text))).toEqual(counts));

  it('shares the squares of one base', () => {
    expect(operationCounts(expanded('m^3', 'm^4')).multiply).toBeLessThanOrEqual(4);
  });

  it('is right for negative bases, for which pow is not defined on a GPU', () => {
    for (const n of [2, 3, 4, 5, 8, 16, -1, -3]) {
      const out = expanded(`m^${n}`).get('out0') ?? parse('0 / 0');
      expect(evaluate(out, { m: -0.5 })).toBeCloseTo((-0.5) ** n, 12);
    }
  });
});
