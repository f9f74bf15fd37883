import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membranes } from '../../src/model/catalogue.ts';
import { equilibria } from '../../src/model/equilibrium.ts';
import { hodgkinHuxley } from '../../src/model/hodgkin-huxley.ts';
import { lecture } from '../../src/model/lecture.ts';
import type { Membrane } from '../../src/model/membrane.ts';
import { defaults } from '../support/membranes.ts';

/** Ionic current of the squid axon and its relatives, uA/cm2, written out as a second source. */
function current(parameters: Record<string, number>, state: Readonly<Record<string, number>>): number {
  const { gNa = 0, gK = 0, gL = 0, ENa = 0, EK = 0, EL = 0 } = parameters;
  const { V = 0, m = 0, h = 0, n = 0 } = state;
  return gNa * m ** 3 * h * (V - ENa) + gK * n ** 4 * (V - EK) + gL * (V - EL);
}

describe('rest', () => {
  it('of the squid axon is the published one', () => {
    const { V, m, h, n } = equilibria(hodgkinHuxley).rest(defaults(hodgkinHuxley));
    expect(V).toBeCloseTo(-64.9997, 4);
    // Steady states at rest, as in every textbook.
    expect(m).toBeCloseTo(0.0529, 4);
    expect(h).toBeCloseTo(0.5961, 4);
    expect(n).toBeCloseTo(0.3177, 4);
  });

  it('of the lecture model is higher, since its leak pulls to -50 mV', () => {
    const { V = 0 } = equilibria(lecture).rest(defaults(lecture));
    expect(V).toBeGreaterThan(-64.9);
    expect(V).toBeLessThan(-60);
  });

  // In the ranges of the parameters the conductances may be anything; one of them must be there.
  const varied = fc.record({
    gNa: fc.double({ min: 0, max: 500, noNaN: true }),
    gK: fc.double({ min: 0, max: 200, noNaN: true }),
    gL: fc.double({ min: 0.01, max: 10, noNaN: true }),
    EL: fc.double({ min: -120, max: 20, noNaN: true }),
    temperature: fc.double({ min: 0, max: 40, noNaN: true }),
  });

  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'of %s cancels the current, whatever the parameters',
    (_, membrane) => {
      const { rest } = equilibria(membrane);
      fc.assert(
        fc.property(varied, (change) => {
          const parameters = { ...defaults(membrane), ...change };
          // Conductances of up to 700 mS/cm2 times the last bit of 100 mV.
          expect(Math.abs(current(parameters, rest(parameters)))).toBeLessThan(1e-9);
        }),
      );
    },
  );

  it('is where the only current reverses', () => {
    const leak = { ...defaults(hodgkinHuxley), gNa: 0, gK: 0, EL: -61.5 };
    expect(equilibria(hodgkinHuxley).rest(leak).V).toBeCloseTo(-61.5, 10);
  });

  it('is the lowest where there are several', () => {
    // A sodium conductance that does not inactivate, against a leak: rest near -60 mV, and one near +50 mV.
    const bistable: Membrane = {
      ...hodgkinHuxley,
      currents: hodgkinHuxley.currents.map((one) =>
        one.name === 'INa' ? { ...one, conductance: 'gNa * m^3' } : one,
      ),
    };
    const parameters = { ...defaults(hodgkinHuxley), gNa: 5, gK: 0, EL: -65 };
    const { V = 0 } = equilibria(bistable).rest(parameters);
    expect(V).toBeLessThan(-50);
  });

  it('is not there if nothing pulls: the error says why and what to do', () => {
    const nothing = { ...defaults(hodgkinHuxley), gNa: 0, gK: 0, gL: 0 };
    const solve = () => equilibria(hodgkinHuxley).rest(nothing);
    expect(solve).toThrow(RangeError);
    expect(solve).toThrow(
      /"hodgkin-huxley" has no rest between -78 and 51 mV.*Set a positive gL, or give the initial V/,
    );
  });
});

describe('at', () => {
  it('has V as given and every gate at its steady state', () => {
    const { V, n } = equilibria(hodgkinHuxley).at(-55, defaults(hodgkinHuxley));
    expect(V).toBe(-55);
    // alpha_n is 0/0 there; its limit is 0.1.
    expect(n).toBeCloseTo(0.1 / (0.1 + 0.125 * Math.exp(-10 / 80)), 12);
  });

  it('does not remember the parameters of an earlier call', () => {
    const { at } = equilibria(hodgkinHuxley);
    const cold = at(-50, defaults(hodgkinHuxley));
    at(-50, { ...defaults(hodgkinHuxley), temperature: 30 });
    expect(at(-50, defaults(hodgkinHuxley))).toEqual(cold);
  });
});
