import { add, type Expr, multiply, number, sum, symbol } from '../formula/expr.ts';
import type { Values } from '../system/equations.ts';
import type { Integrator } from './integrator.ts';

/** Classical Runge-Kutta method of fourth order. Explicit: it diverges where dt is beyond its stability limit. */
export const rk4: Integrator = {
  name: 'rk4',
  title: 'Runge-Kutta, fourth order',
  order: 4,
  evaluations: 4,
  stability: 2.785,
  resolution: 0.25,
  step: ({ equations, dt }) => {
    const { states } = equations;
    const each = (value: (name: string) => Expr): Values =>
      new Map(states.map((name) => [name, value(name)]));
    const here = new Map([...each(symbol), ...equations.jumps]);
    const slopes = (at: Values, stage: number) => each((name) => equations.slope(name, at, stage));
    const along = (slope: Values, time: number) =>
      each((name) => add(here.get(name)!, multiply(number(time), slope.get(name)!)));
    const k1 = slopes(here, 0);
    const k2 = slopes(along(k1, dt / 2), 0.5);
    const k3 = slopes(along(k2, dt / 2), 0.5);
    const k4 = slopes(along(k3, dt), 1);
    const twice = (k: Values, name: string) => multiply(number(2), k.get(name)!);
    const weighted = each((name) => sum([k1.get(name)!, twice(k2, name), twice(k3, name), k4.get(name)!]));
    return along(weighted, dt / 6);
  },
};
