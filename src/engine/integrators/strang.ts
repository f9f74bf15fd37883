import { add, divide, type Expr, multiply, number } from '../../formula/expr.ts';
import { type Dynamics, gateSlope, potentialSlope, type Rates } from '../../model/dynamics.ts';
import type { Integrator, StateFormula } from './integrator.ts';

/**
 * Crank-Nicolson step of an equation that is linear in x, dx/dt = slope - rate (x' - x): the implicit trapezoidal
 * rule, solved. Stable for every step.
 */
function trapezoid(x: Expr, slope: Expr, rate: Expr, time: number): Expr {
  const change = multiply(number(time), slope);
  return add(x, divide(change, add(number(1), multiply(number(time / 2), rate))));
}

const total = ({ alpha, beta }: Rates): Expr => add(alpha, beta);

/** Every gate after `time` (ms) with V held. */
function strangGates(equations: Dynamics, { V, gates }: StateFormula, time: number): Expr[] {
  return equations
    .rates(V)
    .map((rates, i) => trapezoid(gates[i]!, gateSlope(rates, gates[i]!), total(rates), time));
}

/** V after `time` (ms) with the gates held. */
function strangPotential(
  equations: Dynamics,
  { V, gates }: StateFormula,
  stimulus: Expr,
  time: number,
): Expr {
  const rate = divide(equations.conductance(gates).total, equations.capacitance);
  return trapezoid(V, potentialSlope(equations, V, gates, stimulus), rate, time);
}

/**
 * Strang splitting between V and the gates with a Crank-Nicolson step for each, written in its staggered form: two
 * half steps of the gates that follow one another are one step, so there is one evaluation per step, and the gates
 * are half a step behind V between steps. G. Strang, SIAM J. Numer. Anal. 5 (1968) 506-517; M. Hines, Int. J. Biomed.
 * Comput. 15 (1984) 69-76 has the staggering.
 */
export const strang: Integrator = {
  name: 'strang',
  title: 'Strang splitting, Crank-Nicolson',
  order: 2,
  evaluations: 1,
  stability: Number.POSITIVE_INFINITY,
  step: (state, { equations, dt, stimulus }) => {
    const gates = strangGates(equations, state, dt);
    return { V: strangPotential(equations, { V: state.V, gates }, stimulus(0.5), dt), gates };
  },
  synchronised: (state, { equations, dt }) => ({ V: state.V, gates: strangGates(equations, state, dt / 2) }),
};
