import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { substitute } from '../../src/formula/expr.ts';
import { membraneEquations } from '../../src/model/equations.ts';
import { parseMembrane } from '../../src/model/read.ts';
import { systemOf } from '../../src/protocol/prepare.ts';
import { closure, equationsOf } from '../../src/system/equations.ts';
import { defaults, hodgkinHuxley } from '../support/membranes.ts';

describe('membraneEquations', () => {
  it('lets a definition use an earlier one', () => {
    const membrane = { ...hodgkinHuxley, definitions: { a: '2', phi: 'a * 3' }, capacitance: 'phi' };
    const [potential] = membraneEquations(membrane).states;
    const { algebraic } = membraneEquations(membrane);
    const closed = closure({ inputs: [], algebraic });
    const at = { ...defaults(hodgkinHuxley), stimulus: 12, V: 0, m: 0, h: 0, n: 0, gL: 0 };
    expect(evaluate(substitute(potential!.slope, closed), at)).toBe(2);
  });

  it('takes the values of parameters that are given, and the defaults of the others', () => {
    const { numbers } = membraneEquations(hodgkinHuxley, { gK: 20 });
    const values = Object.fromEntries(numbers.map(({ symbol, value }) => [symbol, value]));
    expect(values).toEqual({ ...defaults(hodgkinHuxley), gK: 20 });
    expect(numbers.find(({ symbol }) => symbol === 'gK')).toMatchObject({
      path: 'parameters.gK',
      unit: 'mS/cm2',
    });
  });
});

describe('the system of the squid axon', () => {
  const system = systemOf({
    model: 'hodgkin-huxley',
    parameters: {},
    stimulus: { kind: 'constant', amplitude: 10 },
    dt: 0.05,
  });
  const closed = closure(system);
  const at = { ...defaults(hodgkinHuxley), 'stimulus.amplitude': 10, V: -20, m: 0.3, h: 0.4, n: 0.5 };
  const value = (name: string) => evaluate(closed.get(name)!, at);
  const slope = (name: string, change = {}) => {
    const state = system.states.find((one) => one.name === name)!;
    return evaluate(substitute(state.slope, closed), { ...at, ...change });
  };
  const sodium = 120 * 0.3 ** 3 * 0.4 * (-20 - 50);
  const potassium = 36 * 0.5 ** 4 * (-20 + 77);
  const leak = 0.3 * (-20 + 54.4);

  it('has the potential, in mV, and gates between 0 and 1', () => {
    expect(system.potential).toBe('V');
    expect(system.states.map(({ name, unit }) => [name, unit])).toEqual([
      ['V', 'mV'],
      ['m', '1'],
      ['h', '1'],
      ['n', '1'],
    ]);
    expect(system.states.map(({ range }) => range)).toEqual([
      [-150, 150],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it('can be asked for its currents, open conductances and stimulus, each with its unit', () => {
    expect(value('INa')).toBeCloseTo(sodium, 10);
    expect(value('IK')).toBeCloseTo(potassium, 10);
    expect(value('IL')).toBeCloseTo(leak, 10);
    expect(value('gNa_open')).toBeCloseTo(120 * 0.3 ** 3 * 0.4, 12);
    const units = Object.fromEntries(system.observables.map(({ name, unit }) => [name, unit]));
    expect(units).toEqual({
      gNa_open: 'mS/cm2',
      gK_open: 'mS/cm2',
      gL_open: 'mS/cm2',
      INa: 'uA/cm2',
      IK: 'uA/cm2',
      IL: 'uA/cm2',
      ionic: 'uA/cm2',
      stimulus: 'uA/cm2',
    });
  });

  it('charges the membrane with what is left of the stimulus', () => {
    expect(slope('V', { C: 2 })).toBeCloseTo((10 - sodium - potassium - leak) / 2, 10);
  });

  it('pulls a gate to its steady state', () => {
    const [alpha, beta] = [value('n.alpha'), value('n.beta')];
    expect(slope('n', { n: alpha / (alpha + beta) })).toBeCloseTo(0, 12);
    expect(slope('n', { n: 0 })).toBeCloseTo(alpha, 12);
  });
});

describe('the equations of other forms', () => {
  const membrane = parseMembrane({
    name: 'forms',
    parameters: { gCa: 2, E: -60, P: 1e-5, Ca_in: 1e-4 },
    definitions: { ECa: 'nernst(Ca, 2)', rest: '2 * Ca_in', half: '-20' },
    gates: [
      { name: 'm', instantaneous: '1 / (1 + exp(-(V - half) / 5))' },
      { name: 'w', inf: 'm / 2', tau: '4' },
    ],
    states: [
      {
        name: 'Ca',
        unit: 'mM',
        range: [1e-6, 1],
        slope: '-0.01 * ICa + (rest - Ca) / gCa_open',
        initial: 'rest',
      },
    ],
    currents: [
      { name: 'ICa', conductance: 'gCa + m', reversal: 'ECa' },
      { name: 'IT', density: 'P * w * ghk(V, Ca, 2)' },
      { name: 'leak', conductance: 0.1, reversal: 'E' },
    ],
  });
  const equations = membraneEquations(membrane);
  const closed = closure({ inputs: [], algebraic: equations.algebraic });
  const at = { ...defaults(membrane), V: -20, w: 0.3, Ca: 1e-3, stimulus: 0 };
  const value = (name: string, change = {}) => evaluate(closed.get(name)!, { ...at, ...change });
  const slope = (name: string, change = {}) =>
    evaluate(substitute(equations.states.find((state) => state.name === name)!.slope, closed), {
      ...at,
      ...change,
    });

  it('have gates without delay as values, and the others as states', () => {
    expect(equations.states.map(({ name }) => name)).toEqual(['V', 'w', 'Ca']);
    expect(value('m')).toBe(0.5);
    expect(slope('w')).toBeCloseTo((0.25 - 0.3) / 4, 12);
  });

  it('let a slope use currents, conductances and definitions by their names', () => {
    expect(value('ICa')).toBeCloseTo(2.5 * (-20 - value('ECa')), 12);
    expect(slope('Ca')).toBeCloseTo(-0.01 * value('ICa') + (2e-4 - 1e-3) / 2.5, 12);
  });

  it('begin where a formula of what does not change says', () => {
    const { initial } = equations.states.find(({ name }) => name === 'Ca')!;
    expect(evaluate(initial!, defaults(membrane))).toBe(2e-4);
  });

  it('sum all currents', () => {
    const currents = value('ICa') + value('IT') + value('leak');
    expect(value('ionic')).toBeCloseTo(currents, 12);
    expect(slope('V', { stimulus: 3 })).toBeCloseTo(3 - currents, 12);
  });

  it('can be asked for everything that changes', () => {
    expect(equations.observables.map(({ name }) => name).sort()).toEqual(
      ['ECa', 'ICa', 'IT', 'gCa_open', 'gleak_open', 'ionic', 'leak', 'm'].sort(),
    );
  });

  it('take the potential inside its range, but for the force that drives a current', () => {
    expect(value('m', { V: -1e5 })).toBe(value('m', { V: -150 }));
    expect(value('IT', { V: 1e5 })).toBe(value('IT', { V: 150 }));
    expect(value('leak', { V: -1060 })).toBeCloseTo(-100, 10);
  });

  it('keep what integrators make use of: a gate is linear in itself', () => {
    const { isLinear, groups } = equationsOf({
      ...equations,
      name: 'forms',
      potential: 'V',
      processes: [],
      derived: [],
      inputs: [],
      times: [],
    });
    expect([isLinear('w'), isLinear('V'), isLinear('Ca')]).toEqual([true, false, false]);
    expect(groups.at(-1)).toContain('V');
  });
});
