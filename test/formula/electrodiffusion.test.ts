import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { applyPasses, canonicalPasses } from '../../src/formula/optimise.ts';
import { parse } from '../../src/formula/parse.ts';

const value = (text: string, values: Record<string, number> = {}) => evaluate(parse(text), values);

// CODATA 2018.
const F = 96485.33212;
const R = 8.31446261815324;

describe('nernst', () => {
  it('is RT/(zF) log(out / in), mV', () => {
    const kelvin = 36 + 273.15;
    expect(value('nernst(2.4e-4, 2)')).toBeCloseTo(
      ((1000 * R * kelvin) / (2 * F)) * Math.log(2 / 2.4e-4),
      10,
    );
    // The calcium of Pospischil's cells at 36 degC.
    expect(value('nernst(2.4e-4, 2, 2, 36)')).toBeCloseTo(120.2554, 4);
    // Potassium of the squid axon at 6.3 degC, and chloride, whose charge is negative.
    expect(value('nernst(400, 20, 1, 6.3)')).toBeCloseTo(-72.141, 3);
    expect(value('nernst(52, 560, -1, 6.3)')).toBeCloseTo(-57.233, 3);
  });

  it('takes formulas for everything', () => {
    const at = { Ki: 400, Ko: 20, z: 1, T: 6.3 };
    expect(value('nernst(Ki / 2, Ko / 2, z, T)', at)).toBeCloseTo(value('nernst(400, 20, 1, 6.3)'), 10);
  });
});

describe('ghk', () => {
  /** As the equation stands in textbooks, uA/cm2 for 1 cm/s. */
  const textbook = (V: number, inside: number, outside: number, z = 2, celsius = 36) => {
    const u = (z * F * V) / (1000 * R * (celsius + 273.15));
    return (z * F * u * (inside - outside * Math.exp(-u))) / (1 - Math.exp(-u));
  };

  it.each([-100, -60, -1, 0.5, 40])('is the textbook equation at %d mV', (V) => {
    expect(value('ghk(V, 2.4e-4, 2)', { V }) / textbook(V, 2.4e-4, 2)).toBeCloseTo(1, 12);
    expect(value('ghk(V, 140, 5, 1, 6.3)', { V }) / textbook(V, 140, 5, 1, 6.3)).toBeCloseTo(1, 11);
  });

  it('has its limit at 0 mV, z F (in - out)', () => {
    expect(value('ghk(0, 2.4e-4, 2)')).toBeCloseTo(2 * F * (2.4e-4 - 2), 6);
  });

  it('vanishes at the potential of Nernst', () => {
    const V = value('nernst(0.1, 2)');
    expect(Math.abs(value('ghk(V, 0.1, 2)', { V }))).toBeLessThan(1e-9);
  });

  it('is found by the passes where it is written out, too', () => {
    const text = 'P * V * (Cai - Cao * exp(-V / 13.3)) / (1 - exp(-V / 13.3))';
    const out = applyPasses(new Map([['out', parse(text)]]), canonicalPasses).get('out')!;
    expect(evaluate(out, { V: 0, P: 2, Cai: 1, Cao: 3 })).toBeCloseTo(2 * 13.3 * (1 - 3), 10);
  });
});

it.each([
  ['nernst(1)', 'nernst takes 2 to 4 arguments, not 1'],
  ['ghk(V, 1)', 'ghk takes 3 to 5 arguments, not 2'],
  ['ghk(V, 1, 2, 2, 36, 1)', 'ghk takes 3 to 5 arguments, not 6'],
])('%s is refused', (text, reason) => expect(() => parse(text)).toThrow(reason));
