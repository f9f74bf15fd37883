import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { applyPasses, canonicalPasses, fastPasses } from '../../../src/formula/optimise.ts';
import { parse } from '../../../src/formula/parse.ts';
import { limitExponentials } from '../../../src/formula/passes/limits.ts';
import { nothingKnown, potentials } from '../../support/contexts.ts';
import { traceFloat32 } from '../../support/float32.ts';

const limited = (text: string, context = potentials) =>
  limitExponentials.apply(new Map([['out', parse(text)]]), context).get('out') ?? parse('0 / 0');

describe('limitExponentials', () => {
  it.each(['exp((V + 113.2) / 5)', 'exp(-V / 10)', 'exp(V / 3)'])('keeps %s up to 1e30', (text) => {
    for (let V = -150; V <= 150; V += 0.5) {
      const exact = evaluate(parse(text), { V });
      if (exact > 1e30) continue;
      expect(Math.abs(evaluate(limited(text), { V }) - exact)).toBeLessThanOrEqual(1e-12 * Math.abs(exact));
    }
  });

  it('leaves alone what stays below 1e30, and what is not known', () => {
    for (const [text, context] of [
      ['exp((V + 113.2) / 5)', potentials],
      ['exp(V)', nothingKnown],
    ] as const) {
      expect(limited(text, context)).toEqual(parse(text));
    }
  });

  it('keeps exponentials below 1e30 within the declared range', () => {
    for (const V of [-150, 0, 100, 150]) {
      expect(evaluate(limited('exp(V)'), { V })).toBeCloseTo(Math.min(Math.exp(V), 1e30), -18);
    }
  });
});

/** Gates and rates with steep exponentials, as membranes in the literature have them. */
const steep = [
  '1 / (1 + exp(V))',
  '(1 / (1 + exp(V / 2.5))) / (1 + exp(V / 2.6))',
  'exp(V / 2.5) / (1 + exp(V / 2.5) + 1 / (1 + exp(V / 2.6)))',
  '1 / (exp(0.2965 * V) + exp(0.593 * V - 19.99))',
  '0.1 / (1 + exp((V + 113.2) / 5))',
  '(1 / (1 + exp((V + 84.1) / 0.2))) / (0.01 + 1 / (1 + exp(-(V + 60) / 0.3)))',
  '1 / (1 + exp((V + 30) / 2)) / (1 + exp((V + 31) / 2.1)) / (1 + exp((V + 32) / 2.2))',
  '(1 / (1 + exp(-V / 3)) + 0.5) / (1 + 1 / (1 + exp(-V / 3.1)) * (2 + exp(-V / 2.9)))',
  '0.5 * (1 + tanh((V + 1.2) / 1.8)) / cosh((V - 2) / 4.8)',
  '1 / (0.04 * cosh((V - 2) / 34.8))',
  '1 / (exp(0.1 * V) + exp(0.2 * V) + exp(0.4 * V + 19) + exp(0.3 * V))',
  '1 / (1 + exp(0.5 * V) + exp(V) + exp(2 * V + 15))',
  '0.32 * (13 - V) / (exp((13 - V) / 0.4) - 1) / (1 + 0.28 * (V - 40) / (exp((V - 40) / 0.5) - 1))',
];

describe('the fast passes keep steep formulas within float32 from -150 to 150 mV:', () => {
  it.each(steep)('%s', (text) => {
    const canonical = applyPasses(new Map([['out', parse(text)]]), canonicalPasses, potentials);
    const fast = applyPasses(canonical, fastPasses, potentials);
    const V = Array.from({ length: 2401 }, (_, i) => -150 + i / 8);
    const values = traceFloat32(fast.get('out')!, 'V', V);
    for (const [i, { value, largest }] of values.entries()) {
      expect(largest, `on the way, ${V[i]} mV`).toBeLessThan(1e38);
      const exact = evaluate(canonical.get('out')!, { V: V[i]! });
      // Arguments of up to 700 are rounded by 6e-8 of that; what is below 1e-27 stands for 0, next to a rate of 1/ms, and 1 + tanh is
      // rounded as a number near 1.
      expect(Math.abs(value - exact), `${V[i]} mV`).toBeLessThanOrEqual(
        3e-4 * Math.abs(exact) + (text.includes('tanh') ? 1e-7 : 1e-27),
      );
    }
  });
});
