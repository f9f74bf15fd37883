import { add, type Expr, multiply, number } from '../../formula/expr.ts';
import { gateSlope, potentialSlope } from '../../model/dynamics.ts';
import type { Integrator } from './integrator.ts';

/** Forward Euler, all variables from the old state: the method of the textbook and of the lecture. */
export const euler: Integrator = {
  name: 'euler',
  title: 'Forward Euler',
  order: 1,
  evaluations: 1,
  stability: 2,
  step: ({ V, gates }, { equations, dt, stimulus }) => {
    const along = (x: Expr, slope: Expr) => add(x, multiply(number(dt), slope));
    return {
      V: along(V, potentialSlope(equations, V, gates, stimulus(0))),
      gates: equations.rates(V).map((rates, i) => along(gates[i]!, gateSlope(rates, gates[i]!))),
    };
  },
};
