import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { parseMembrane } from '../../src/model/read.ts';
import { defaults, rateFormulas } from '../support/membranes.ts';

const units = ['mS/cm2', 'mV', 'uF/cm2', 'degC', 'ms', 'mM', 'um', 'cm/s', '1/ms', '1'];

describe('the catalogue', () => {
  it('has the squid axon and the lecture variant under their names', () => {
    expect(Object.keys(membranes)).toEqual(expect.arrayContaining(['hodgkin-huxley', 'lecture']));
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
      expect(membrane.source).not.toBe('');
      expect(membrane.class).toBeDefined();
    });

    it('is right by everything that a membrane from outside is checked for', () => {
      // A copy is looked at; what has been read already is taken as it is.
      expect(parseMembrane(structuredClone(membrane))).toEqual(membrane);
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
  const rates = rateFormulas(squid);

  it.each(Object.entries(published))('of %s are the published ones', (gate, [alpha, beta]) => {
    for (let V = -149.9; V <= 150; V += 1.3) {
      const at = { ...defaults(squid), V };
      expect(evaluate(rates.get(`alpha_${gate}`)!, at) / alpha(V)).toBeCloseTo(1, 12);
      expect(evaluate(rates.get(`beta_${gate}`)!, at) / beta(V)).toBeCloseTo(1, 12);
    }
  });

  it('grow threefold with 10 degC', () => {
    const { temperature } = squid.parameters;
    const parameters = { ...squid.parameters, temperature: { ...temperature!, value: 16.3 } };
    const warmer = rateFormulas({ ...squid, parameters });
    for (const gate of Object.keys(published)) {
      for (const name of [`alpha_${gate}`, `beta_${gate}`]) {
        const cold = evaluate(rates.get(name)!, { ...defaults(squid), V: -50 });
        const warm = evaluate(warmer.get(name)!, { V: -50 });
        expect(warm / cold).toBeCloseTo(3, 12);
      }
    }
  });
});
