// A system that is no neuron, in the language of membranes.
import { number } from '../src/formula/expr.ts';
import { parse } from '../src/formula/parse.ts';
import { integrators } from '../src/integrators/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { prominence } from '../src/statistics/prominence.ts';

/** The equations of E. N. Lorenz, J. Atmos. Sci. 20 (1963) 130-141, rho from 0 to 100 over the population, by `rk4`. */
export function lorenz(count: number, dt: number): Problem {
  const state = (name: string, slope: string, initial: number) => ({
    name,
    unit: '1',
    description: name,
    range: [-300, 300] as const,
    slope: parse(slope),
    initial: number(initial),
  });
  const parameter = (symbol: string, value: number) => ({ path: symbol, symbol, unit: '1', value });
  return {
    system: {
      name: 'lorenz',
      potential: 'x',
      states: [
        state('x', 'sigma * (y - x)', 1),
        state('y', 'x * (rho - z) - y', 1),
        state('z', 'x * y - beta * z', 20),
      ],
      algebraic: [],
      observables: [],
      processes: [],
      derived: [],
      inputs: [],
      numbers: [parameter('sigma', 10), parameter('rho', 28), parameter('beta', 8 / 3)],
      times: [],
    },
    integrator: integrators.rk4,
    dt,
    population: {
      first: 0,
      count,
      columns: [
        {
          path: 'rho',
          value: (cell) => (100 * cell) / Math.max(1, count - 1),
          extremes: [0, 100],
          length: count,
          stride: 1,
        },
      ],
    },
    initial: { potential: 1 },
    detector: prominence(20),
    statistics: [],
    record: { events: false },
    steps: 1,
    windowStart: 0,
  };
}
