import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { callsOf, type Expr, isCall, number, symbol, symbolsOf } from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';
import { closure, type Equations, equationsOf } from '../../src/system/equations.ts';
import type { System } from '../../src/system/system.ts';
import { calciumTriangle, hodgkinHuxley, morrisLecar } from '../support/systems.ts';

const current = { kind: 'constant', amplitude: 10 } as const;

/** A system without numbers, its slopes as text. The potential is V. */
function systemWith(slopes: Readonly<Record<string, string>>, parts: Partial<System> = {}): System {
  return {
    name: 'test',
    potential: 'V',
    states: Object.entries(slopes).map(([name, slope]) => ({
      name,
      unit: '1',
      description: name,
      range: name === 'V' ? [-150, 150] : [0, 1],
      slope: parse(slope),
    })),
    algebraic: [],
    observables: [],
    processes: [],
    derived: [],
    inputs: [],
    numbers: [],
    times: [],
    ...parts,
  };
}

/** The states themselves as values. */
const here = ({ states }: Equations) => new Map(states.map((name): [string, Expr] => [name, symbol(name)]));

describe('slopes and rates', () => {
  it('share at the same values what they share', () => {
    const equations = equationsOf(hodgkinHuxley(current, 0.05));
    const at = here(equations);
    const calls = (name: string, expr: Expr) => callsOf(new Map([[name, expr]]));
    for (const state of ['m', 'h', 'n']) {
      const inSlope = new Set(calls('slope', equations.slope(state, at, 0.5)));
      // alpha_m and alpha_n are Bernoulli functions.
      const functions = calls('rate', equations.rate(state, at, 0.5)).filter(
        (one) => isCall(one, 'exp') || isCall(one, 'bernoulli'),
      );
      expect(functions).toHaveLength(2);
      for (const one of functions) expect(inSlope.has(one)).toBe(true);
    }
  });
});

describe('groups', () => {
  const groupsOf = (system: System) => equationsOf(system).groups;

  it('of the squid axon are the gates, and V', () => {
    expect(groupsOf(hodgkinHuxley(current, 0.05))).toEqual([['m', 'h', 'n'], ['V']]);
  });

  it('do not count algebraic values', () => {
    expect(groupsOf(morrisLecar(current, 0.05))).toEqual([['w'], ['V']]);
  });

  it('of three states that all depend on one another are three, that of the potential the last', () => {
    const groups = groupsOf(calciumTriangle(current, 0.05));
    expect(groups).toHaveLength(3);
    expect(groups.map((group) => group.length)).toEqual([1, 1, 1]);
    expect(groups.at(-1)).toEqual(['V']);
  });

  it('of a gate that depends on calcium, beside gates that do not', () => {
    const groups = groupsOf(
      systemWith({ V: 'm + h + q + Ca', m: 'V - m', h: 'V - h', q: 'V * Ca - q', Ca: 'V - Ca' }),
    );
    expect(groups).toHaveLength(3);
    expect(groups.at(-1)).toEqual(['V']);
    // Those of the same colour go together, and the largest group leads.
    expect(groups[0]).toHaveLength(3);
    expect(groups.slice(0, 2).filter((group) => group.includes('q') && group.includes('Ca'))).toEqual([]);
  });

  it('of the potential alone are one', () => expect(groupsOf(systemWith({ V: '1 - V' }))).toEqual([['V']]));

  it('hold with the potential what it does not depend on', () => {
    expect(groupsOf(systemWith({ V: '1 - V', x: '1 - x' }))).toEqual([['V', 'x']]);
  });

  it('see through algebraic values and inputs', () => {
    const system = systemWith(
      { V: 'I', x: '1 - x', y: '1 - y' },
      {
        algebraic: [
          { name: 'g', unit: '1', formula: parse('x') },
          { name: 'I', unit: '1', formula: parse('g * V') },
        ],
      },
    );
    expect(groupsOf(system)).toEqual([['x'], ['V', 'y']]);
  });

  it('are a partition in which no state depends on another one of its group', () => {
    const names = ['V', 'a', 'b', 'c', 'd', 'e', 'f'];
    const random = fc.integer({ min: 1, max: names.length }).chain((count) =>
      fc.array(fc.array(fc.boolean(), { minLength: count, maxLength: count }), {
        minLength: count,
        maxLength: count,
      }),
    );
    fc.assert(
      fc.property(random, (uses) => {
        const states = names.slice(0, uses.length);
        const slopes = states.map((name, i) => [
          name,
          ['1', ...states.filter((_, j) => uses[i]![j])].join(' + '),
        ]);
        const system = systemWith(Object.fromEntries(slopes));
        const { groups } = equationsOf(system);
        expect(groups.flat().sort()).toEqual([...states].sort());
        expect(groups.at(-1)).toContain('V');
        for (const group of groups) {
          for (const a of group) {
            const used = symbolsOf(system.states.find(({ name }) => name === a)!.slope);
            for (const b of group) if (a !== b) expect(used, `${a} and ${b}`).not.toContain(b);
          }
        }
      }),
    );
  });
});

describe('slope and rate', () => {
  const systems = [
    ['hodgkin-huxley', hodgkinHuxley(current, 0.05), { m: 0.3, h: 0.4, n: 0.5 }],
    ['morris-lecar', morrisLecar(current, 0.05), { w: 0.2 }],
    ['calcium-triangle', calciumTriangle(current, 0.05), { Ca: 0.7, h: 0.6 }],
  ] as const;

  it.each(systems)('of %s fit one another', (_, system, gates) => {
    const equations = equationsOf(system);
    const numbers = Object.fromEntries(system.numbers.map(({ symbol: name, value }) => [name, value]));
    for (const V of [-80, -61.3, -20, 15]) {
      const at: Record<string, number> = { ...numbers, ...gates, V };
      for (const state of equations.states) {
        const slope = equations.slope(state, here(equations), 0);
        const value = (x: number) => evaluate(slope, { ...at, [state]: x });
        const x = at[state]!;
        // Differences of fourth order over +-2 steps.
        const step = 1e-3 * Math.max(Math.abs(x), 0.1);
        const difference =
          (8 * (value(x + step) - value(x - step)) - (value(x + 2 * step) - value(x - 2 * step))) /
          (12 * step);
        const rate = evaluate(equations.rate(state, here(equations), 0), at);
        // Their own error and the rounding of slopes up to 1e4 by 1e-16 / 1e-4.
        expect(Math.abs(rate + difference), `${state} at ${V} mV`).toBeLessThan(
          1e-7 * Math.max(1, Math.abs(rate)),
        );
      }
    }
  });

  it('are those at given values, all that is algebraic put in', () => {
    const system = systemWith(
      { V: 'I - x * V', x: 'a * (1 - x)' },
      {
        algebraic: [
          { name: 'a', unit: '1', formula: parse('2 * x + k') },
          { name: 'I', unit: '1', formula: parse('a + 1') },
        ],
      },
    );
    const equations = equationsOf(system);
    const at = new Map([
      ['V', parse('V + 1')],
      ['x', number(0.5)],
    ]);
    // I = 2 x + k + 1.
    expect(evaluate(equations.slope('V', at, 0), { V: 3, k: 10 })).toBe(10);
    expect(evaluate(equations.slope('x', at, 0), { V: 3, k: 10 })).toBe(5.5);
    expect(evaluate(equations.rate('V', at, 0), { V: 3, k: 10 })).toBe(0.5);
    // The slope is (2 x + k)(1 - x), its derivative 2 (1 - x) - (2 x + k).
    expect(evaluate(equations.rate('x', at, 0), { V: 3, k: 10 })).toBe(10);
    expect(evaluate(closure(system).get('I')!, { x: 0.5, k: 10 })).toBe(12);
  });

  it('take inputs at the stage of the step that is asked for', () => {
    const ramp = systemWith(
      { V: 'I - V' },
      {
        inputs: [
          { name: 'I', unit: '1', formula: parse('step + 4 * stage'), jumps: number(0), onset: number(0) },
        ],
      },
    );
    const equations = equationsOf(ramp);
    for (const stage of [0, 0.25, 1]) {
      const slope = equations.slope('V', here(equations), stage);
      expect(evaluate(slope, { V: 1, step: 7 })).toBe(6 + 4 * stage);
      expect(symbolsOf(slope)).toEqual(new Set(['V', 'step']));
    }
  });

  it('rate is written without a sign that costs an operation where it can', () => {
    const equations = equationsOf(systemWith({ V: '(3 - g * V) / C', x: 'a * (1 - x) - b * x' }));
    const at = here(equations);
    const negations = (expr: Expr): number =>
      expr.kind === 'call'
        ? Number(expr.operation === 'negate') + expr.args.reduce((sum, arg) => sum + negations(arg), 0)
        : 0;
    expect(negations(equations.rate('V', at, 0))).toBe(0);
    expect(evaluate(equations.rate('V', at, 0), { g: 6, C: 2 })).toBe(3);
    expect(evaluate(equations.rate('x', at, 0), { a: 6, b: 2 })).toBe(8);
  });
});

describe('isLinear', () => {
  it.each([
    ['hodgkin-huxley', hodgkinHuxley, { V: true, m: true, h: true, n: true }],
    // V is in m_inf, which follows at once.
    ['morris-lecar', morrisLecar, { V: false, w: true }],
    // The current opens with V, and calcium is inside of a logarithm.
    ['calcium-triangle', calciumTriangle, { V: false, Ca: false, h: true }],
  ] as const)('of %s', (_, system, expected) => {
    const { states, isLinear } = equationsOf(system(current, 0.05));
    expect(Object.fromEntries(states.map((name) => [name, isLinear(name)]))).toEqual(expected);
  });
});

describe('a potential beyond its range', () => {
  it.each([
    ['V', -150, 150],
    ['V', -120, 80],
  ] as const)('%s is taken as at the nearer end, %d or %d, in the slopes of other states', (_, low, high) => {
    const system = systemWith({ V: '-V^2', x: 'V - x' });
    const states = system.states.map((state) =>
      state.name === 'V' ? { ...state, range: [low, high] as const } : state,
    );
    const equations = equationsOf({ ...system, states });
    const slope = (V: number) => evaluate(equations.slope('x', here(equations), 0), { V, x: 0 });
    for (const V of [low, -65, 0, high]) expect(slope(V)).toBe(V);
    for (const beyond of [1, 1000]) {
      expect(slope(low - beyond)).toBe(low);
      expect(slope(high + beyond)).toBe(high);
    }
  });

  it('is what it is in its own slope', () => {
    const equations = equationsOf(systemWith({ V: '-V', x: 'V - x' }));
    expect(evaluate(equations.slope('V', here(equations), 0), { V: 400 })).toBe(-400);
    expect(evaluate(equations.rate('V', here(equations), 0), { V: 400 })).toBe(1);
  });

  it('leaves no formula of a membrane that is not a number', () => {
    const system = hodgkinHuxley(current, 0.05);
    const equations = equationsOf(system);
    const numbers = Object.fromEntries(system.numbers.map(({ symbol: name, value }) => [name, value]));
    for (const V of [-1000, -150.5, 150.5, 1000]) {
      for (const state of ['m', 'h', 'n']) {
        const slope = evaluate(equations.slope(state, here(equations), 0), {
          ...numbers,
          V,
          m: 0,
          h: 0,
          n: 0,
        });
        // exp(85 / 18) is what the closing rate of m comes to at -150 mV.
        expect(Math.abs(slope)).toBeLessThan(1000);
      }
    }
  });
});
