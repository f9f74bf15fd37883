import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { multiply } from '../../../src/formula/expr.ts';
import { parse } from '../../../src/formula/parse.ts';
import { removeSingularities } from '../../../src/formula/passes/singularities.ts';
import { nothingKnown } from '../../support/contexts.ts';
import { operationCounts } from '../../support/counting.ts';
import { rateFormulas, squidAxons } from '../../support/membranes.ts';

const removed = (text: string) => removeSingularities.apply(new Map([['out', parse(text)]]), nothingKnown);
/** Symbols in the formulas below. */
const symbols = { k: 3, VT: -53, Vh: -40 };
const limitOf = (text: string, V: number) =>
  evaluate(removed(text).get('out') ?? parse('0 / 0'), { V, ...symbols });

describe('removeSingularities', () => {
  it.each(squidAxons.map((membrane) => [membrane.name, membrane] as const))(
    'gives the limits of the rates of %s exactly',
    (_, membrane) => {
      const rates = removeSingularities.apply(rateFormulas(membrane), nothingKnown);
      const at = (name: string, V: number) => evaluate(rates.get(name) ?? parse('0 / 0'), { V });
      expect(evaluate(rateFormulas(membrane).get('alpha_m') ?? parse('0'), { V: -40 })).toBeNaN();
      expect(at('alpha_m', -40)).toBe(1);
      expect(at('alpha_n', -55)).toBe(0.1);
    },
  );

  it.each([
    // c u / (1 - exp(-u)) with u = V + 40, in the ways that people write it.
    ['(V + 40) / (1 - exp(-(V + 40)))', 1],
    ['-(V + 40) / (exp(-(V + 40)) - 1)', 1],
    ['0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))', 1],
    ['0.1 * (40 + V) / (1 - exp((-40 - V) / 10))', 1],
    ['(0.1 * V + 4) / (1 - exp(-0.1 * V - 4))', 1],
    ['(V + 40) / 10 / (1 - exp(-(V + 40) / 10))', 1],
    ['k * (V + 40) * 2 / (1 - exp(-(V + 40)))', 6],
    ['-0.32 * (V + 40) / (exp(-(V + 40) / 4) - 1)', 1.28],
    // The exponential in other places.
    ['0.1 * (V + 40) / (-exp(-(V + 40) / 10) + 1)', 1],
    ['-0.1 * (V + 40) / (-1 + exp(-(V + 40) / 10))', 1],
    ['(V + 40) / (1 - 1 / exp((V + 40) / 10))', 10],
    ['(V + 40) / (5 * (1 - exp(-(V + 40) / 10)))', 2],
    ['(V + 40) / (k * (1 - exp(-(V + 40) / 10)) * 2)', 10 / 6],
    ['(V + 40) / (2 - 2 * exp(-(V + 40) / 10))', 5],
    ['(V + 40) * (1 / (1 - exp(-(V + 40) / 10)))', 10],
    ['1 / (1 - exp(-(V + 40) / 10)) * 2 * (V + 40)', 20],
    // The other way up.
    ['(exp((V + 40) / 10) - 1) / (V + 40)', 0.1],
    ['k * (1 - exp(-(V + 40) / 10)) / (2 * (V + 40))', 0.15],
    // Hyperbolic functions.
    ['(V + 40) / 10 / tanh((V + 40) / 10)', 1],
    ['-3 * (V + 40) / tanh((V + 40) / 10)', -30],
    ['0.5 * (V + 40) / sinh(-(V + 40) / 5)', -2.5],
    ['tanh((V + 40) / 10) / (V + 40)', 0.1],
    ['k * tanh(-(V - Vh) / k) / (2 * (V - Vh))', -0.5],
    ['sinh(-(V + 40) / 5) / (2 * (V + 40))', -0.1],
    // Scales and shifts that are symbols: k = 3, VT = -53, Vh = -40.
    ['0.32 * (13 - V + VT) / (exp((13 - V + VT) / 4) - 1)', 1.28],
    ['-0.32 * (V - VT - 13) / (exp(-(V - VT - 13) / 4) - 1)', 1.28],
    ['0.28 * (V - VT - 13) / (exp((V - 13 - VT) / 5) - 1)', 1.4],
    ['(V - Vh) / (1 - exp(-(V - Vh) / k))', 3],
    ['2 * (V - Vh) / k / (1 - exp((Vh - V) / k))', 2],
    ['(V / k - Vh / k) / (exp(V / k - Vh / k) - 1)', 1],
    ['(V - Vh) / (exp(V / k - Vh / k) - 1)', 3],
    ['(V / k - Vh / k) / (exp(V - Vh) - 1)', 1 / 3],
    ['(V + 40) / (exp(k * (V + 40)) - 1)', 1 / 3],
    ['(V + 40) / (exp(V / k + 40 / k) - 1)', 3],
    ['k * (V - Vh) / (1 - exp(-(V - Vh) / (k + 2))) * k', 45],
    ['(exp((V - Vh) / k) - 1) / (V - Vh)', 1 / 3],
  ])('%s is %d at -40 mV', (text, limit) => {
    expect(limitOf(text, -40)).toBeCloseTo(limit, 12);
    // Next to the limit, where the formula as it stands has lost half of its digits.
    expect(limitOf(text, -40 + 1e-8)).toBeCloseTo(limit, 6);
  });

  it.each([
    ['0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))', 10],
    ['-0.32 * (V + 40) / (exp(-(V + 40) / 4) - 1)', 4],
    ['(V + 40) / (k * (1 - 1 / exp((V + 40) / 10)))', 10],
    ['(exp((V + 40) / 10) - 1) / (V + 40)', 10],
    ['(V + 40) / tanh((V + 40) / 10)', 10],
    ['(V + 40) / sinh((V + 40) / 10)', 10],
    ['tanh((V + 40) / 10) / (V + 40)', 10],
    ['sinh((V + 40) / 10) / (V + 40)', 10],
    ['0.32 * (13 - V + VT) / (exp((13 - V + VT) / 4) - 1)', 4],
    ['2 * (V - Vh) / k / (1 - exp((Vh - V) / k))', 3],
    ['k * (V - Vh) / (1 - exp(-(V - Vh) / (k + 2))) * k', 5],
  ])('%s keeps its value from -150 to 150 mV within 1e-12', (text, scale) => {
    for (let V = -150; V <= 150; V += 0.25) {
      const u = (V + 40) / scale;
      // Within 1 mV of the singularity the formula as written loses digits; beyond, at most one.
      if (Math.abs(u) < 0.1) continue;
      const exact = evaluate(parse(text), { V, ...symbols });
      expect(Math.abs(limitOf(text, V) / exact - 1), `${V} mV`).toBeLessThan(1e-12);
    }
  });

  it.each([
    '(V + 41) / (1 - exp(-(V + 40) / 10))',
    '(V + 40) / (2 - exp(-(V + 40) / 10))',
    '(V + 40) / (1 + exp(-(V + 40) / 10))',
    '1 / (1 - exp(-V))',
    'V / (1 - exp(V * V))',
    'V^2 / (exp(V) - 1)',
    'V / (exp(V * V) - 1)',
    '(V + k) / (exp(V) - 1)',
    'V / (exp(V) - exp(1))',
    'V / (2 - exp(V))',
  ])('%s is left alone', (text) => expect(operationCounts(removed(text)).bernoulli).toBeUndefined());

  it('takes a product of very many factors as it comes', () => {
    let shared = parse('V / (exp(V) - 1)');
    // 2^100 factors.
    for (let i = 0; i < 100; i++) shared = multiply(shared, shared);
    const out = removeSingularities.apply(new Map([['out', shared]]), nothingKnown).get('out')!;
    expect(evaluate(out, { V: 0 })).toBe(1);
  });
});
