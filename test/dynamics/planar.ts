import { parse } from '../../src/formula/parse.ts';
import type { System } from '../../src/system/system.ts';

/** A system of two states x (mV, the potential) and y against the number mu, from the text of its slopes. */
export function planar(x: string, y: string): System {
  const state = (name: string, slope: string, bound: number) => ({
    name,
    unit: '1',
    description: name,
    range: [-bound, bound] as const,
    slope: parse(slope),
  });
  return {
    name: 'planar',
    potential: 'x',
    states: [state('x', x, 150), state('y', y, 300)],
    algebraic: [],
    observables: [],
    inputs: [],
    processes: [],
    derived: [],
    numbers: [{ path: 'mu', symbol: 'mu', unit: '1', value: 0 }],
    times: [],
  };
}
