import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { symbol } from '../../src/formula/expr.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { dynamics, V } from '../../src/model/dynamics.ts';
import { defaults } from '../support/membranes.ts';

const units = ['mS/cm2', 'mV', 'uF/cm2', 'degC', '1'];

describe('the catalogue', () => {
  it('has the squid axon and the lecture variant under their names', () => {
    expect(Object.keys(membranes)).toEqual(['hodgkin-huxley', 'lecture']);
    for (const [name, membrane] of Object.entries(membranes)) expect(membrane.name).toBe(name);
  });

  it('has the published parameters', () => {
    const { 'hodgkin-huxley': squid, lecture } = membranes;
    if (!squid || !lecture) throw new Error('a membrane is missing');
    expect(defaults(squid)).toEqual({
      gNa: 120,
      gK: 36,
      gL: 0.3,
      ENa: 50,
      EK: -77,
      EL: -54.4,
      C: 1,
      temperature: 6.3,
      Q10: 3,
    });
    expect(defaults(lecture)).toEqual({ ...defaults(squid), ENa: 55, EK: -75, EL: -50 });
  });
});

describe.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
  '%s',
  (_, membrane) => {
    it('has defaults inside the ranges, known units, and words for everything', () => {
      for (const [name, { value, range, unit, description }] of Object.entries(membrane.parameters)) {
        expect(value, name).toBeGreaterThanOrEqual(range[0]);
        expect(value, name).toBeLessThanOrEqual(range[1]);
        expect(units).toContain(unit);
        expect(description).not.toBe('');
      }
      for (const { description } of [...membrane.gates, ...membrane.currents])
        expect(description).not.toBe('');
      expect(membrane.title).not.toBe('');
      expect(membrane.source).toMatch(/1952/);
    });

    it('has formulas that use only known names and have a value everywhere', () => {
      const equations = dynamics(membrane);
      const at = { ...defaults(membrane), m: 0.05, h: 0.6, n: 0.3 };
      for (const potential of [-149.9, -65, -39.9, 0, 50, 149.9]) {
        for (const { alpha, beta } of equations.rates(V)) {
          expect(evaluate(alpha, { ...at, V: potential })).toBeGreaterThan(0);
          expect(evaluate(beta, { ...at, V: potential })).toBeGreaterThan(0);
        }
      }
      const { total } = equations.conductance(equations.gates.map(symbol));
      expect(evaluate(total, at)).toBeCloseTo(120 * 0.05 ** 3 * 0.6 + 36 * 0.3 ** 4 + 0.3, 12);
      expect(evaluate(equations.capacitance, at)).toBe(1);
    });
  },
);

describe('the rates of the squid axon', () => {
  // Hodgkin and Huxley 1952 in the convention with rest at -65 mV, written out here as a second source.
  const published = {
    m: [
      (V: number) => (0.1 * (V + 40)) / (1 - Math.exp(-(V + 40) / 10)),
      (V: number) => 4 * Math.exp(-(V + 65) / 18),
    ],
    h: [(V: number) => 0.07 * Math.exp(-(V + 65) / 20), (V: number) => 1 / (1 + Math.exp(-(V + 35) / 10))],
    n: [
      (V: number) => (0.01 * (V + 55)) / (1 - Math.exp(-(V + 55) / 10)),
      (V: number) => 0.125 * Math.exp(-(V + 65) / 80),
    ],
  } as const;
  const squid = membranes['hodgkin-huxley'];
  if (!squid) throw new Error('the squid axon is missing');
  const equations = dynamics(squid);
  const rates = equations.rates(V);

  it.each(Object.entries(published))('of %s are the published ones', (gate, [alpha, beta]) => {
    const formulas = rates[equations.gates.indexOf(gate)];
    if (!formulas) throw new Error(`there is no gate ${gate}`);
    for (let potential = -150.1; potential <= 150; potential += 1.3) {
      const at = { ...defaults(squid), V: potential };
      expect(evaluate(formulas.alpha, at) / alpha(potential)).toBeCloseTo(1, 12);
      expect(evaluate(formulas.beta, at) / beta(potential)).toBeCloseTo(1, 12);
    }
  });

  it('grow threefold with 10 degC', () => {
    for (const { alpha, beta } of rates) {
      for (const rate of [alpha, beta]) {
        const cold = evaluate(rate, { ...defaults(squid), V: -50 });
        const warm = evaluate(rate, { ...defaults(squid), V: -50, temperature: 16.3 });
        expect(warm / cold).toBeCloseTo(3, 12);
      }
    }
  });
});
