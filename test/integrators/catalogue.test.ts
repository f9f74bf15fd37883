import { describe, expect, it } from 'vitest';
import { integratorNames, integrators } from '../../src/integrators/catalogue.ts';
import { equationsOf } from '../../src/system/equations.ts';
import { calciumTriangle, hodgkinHuxley } from '../support/systems.ts';

describe('the catalogue', () => {
  it('has what experiments can name, each under its own name', () => {
    expect(Object.keys(integrators)).toEqual([...integratorNames]);
    for (const name of integratorNames) {
      expect(integrators[name].name).toBe(name);
      expect(integrators[name].title).not.toBe('');
    }
  });

  it('says which order each method has', () => {
    const orders = integratorNames.map((name) => [name, integrators[name].order]);
    expect(Object.fromEntries(orders)).toEqual({
      euler: 1,
      exponential: 2,
      strang: 2,
      'strang-richardson': 4,
      rk4: 4,
    });
  });

  it.each(integratorNames)('has in %s a step of every state, in the order of the system', (name) => {
    for (const system of [hodgkinHuxley, calciumTriangle]) {
      const equations = equationsOf(system({ kind: 'constant', amplitude: 1 }, 0.05));
      const context = { equations, dt: 0.05 };
      const { step, aligned, held } = integrators[name];
      for (const formulas of [step(context), aligned?.(context), held?.(context)]) {
        if (formulas) expect([...formulas.keys()]).toEqual(equations.states);
      }
    }
  });
});
