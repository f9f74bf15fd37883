import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { number, symbol } from '../../src/formula/expr.ts';
import { FormulaError } from '../../src/formula/parse.ts';
import { dynamics, gateSlope, ionicCurrent, potentialSlope, steadyState } from '../../src/model/dynamics.ts';
import { hodgkinHuxley } from '../../src/model/hodgkin-huxley.ts';
import type { Membrane } from '../../src/model/membrane.ts';
import { defaults } from '../support/membranes.ts';

describe('dynamics', () => {
  const [gate] = hodgkinHuxley.gates;
  const [current] = hodgkinHuxley.currents;
  if (!gate || !current) throw new Error('the membrane is empty');

  it.each<[string, Partial<Membrane>, string]>([
    ['a rate of an unknown name', { gates: [{ ...gate, alpha: 'W + 1' }] }, '"W"'],
    ['a rate of another gate', { gates: [{ ...gate, alpha: 'n' }] }, '"n"'],
    ['a conductance of V', { currents: [{ ...current, conductance: 'gNa * V' }] }, '"V"'],
    ['a reversal potential of a gate', { currents: [{ ...current, reversal: 'm' }] }, '"m"'],
    ['a capacitance of V', { capacitance: 'V' }, '"V"'],
    ['a definition of V', { definitions: { phi: 'V' } }, '"V"'],
    ['a definition of a later one', { definitions: { a: 'b', b: '1' } }, '"b"'],
  ])('refuses %s', (_, change, name) => {
    const read = () => dynamics({ ...hodgkinHuxley, ...change });
    expect(read).toThrow(FormulaError);
    expect(read).toThrow(`uses ${name}, which is not known there; known: `);
  });

  it('lets a definition use an earlier one', () => {
    const membrane = { ...hodgkinHuxley, definitions: { a: '2', phi: 'a * 3' }, capacitance: 'phi' };
    expect(evaluate(dynamics(membrane).capacitance, {})).toBe(6);
  });
});

describe('the equations of the squid axon', () => {
  const equations = dynamics(hodgkinHuxley);
  const gates = equations.gates.map(symbol);
  const at = { ...defaults(hodgkinHuxley), V: -20, m: 0.3, h: 0.4, n: 0.5 };
  const current = 120 * 0.3 ** 3 * 0.4 * (-20 - 50) + 36 * 0.5 ** 4 * (-20 + 77) + 0.3 * (-20 + 54.4);

  it('sum the currents', () => {
    expect(evaluate(ionicCurrent(equations, symbol('V'), gates), at)).toBeCloseTo(current, 10);
  });

  it('charge the membrane with what is left of the stimulus', () => {
    const slope = potentialSlope(equations, symbol('V'), gates, number(10));
    expect(evaluate(slope, { ...at, C: 2 })).toBeCloseTo((10 - current) / 2, 10);
  });

  it('pull a gate to its steady state', () => {
    const rates = { alpha: number(2), beta: number(6) };
    expect(evaluate(steadyState(rates), {})).toBe(0.25);
    expect(evaluate(gateSlope(rates, number(0.25)), {})).toBe(0);
    expect(evaluate(gateSlope(rates, number(0)), {})).toBe(2);
  });
});
