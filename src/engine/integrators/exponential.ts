import { add, clamp, divide, type Expr, exprel, multiply, number, subtract } from '../../formula/expr.ts';
import { POTENTIALS } from '../../formula/ranges.ts';
import { type Dynamics, gateSlope, ionicCurrent } from '../../model/dynamics.ts';
import type { Integrator } from './integrator.ts';

/**
 * Exact solution of dx/dt = slope - rate (x' - x) over `time`, which is what a linear equation looks like from its
 * present value x with its present slope.
 */
function relax(x: Expr, slope: Expr, rate: Expr, time: number): Expr {
  return add(x, multiply(multiply(number(time), slope), exprel(multiply(number(-time), rate))));
}

/**
 * Every gate after `time` (ms) with V held. Beyond -150..150 mV the rates are those at the border, where every gate of a
 * membrane is at an end: so they are bounded, and their relaxation can be computed without an exponential.
 */
export function relaxGates(equations: Dynamics, V: Expr, gates: readonly Expr[], time: number): Expr[] {
  return equations
    .rates(clamp(V, ...POTENTIALS))
    .map((rates, i) => relax(gates[i]!, gateSlope(rates, gates[i]!), add(rates.alpha, rates.beta), time));
}

/** V after `time` (ms) with the gates held. */
export function relaxPotential(
  equations: Dynamics,
  V: Expr,
  gates: readonly Expr[],
  stimulus: Expr,
  time: number,
) {
  const { capacitance } = equations;
  const slope = divide(subtract(stimulus, ionicCurrent(equations, V, gates)), capacitance);
  return relax(V, slope, divide(equations.conductance(gates).total, capacitance), time);
}

/**
 * Staggered exponential Euler: the gates live half a step away from V, and each is advanced exactly with the other
 * held. Being a symmetric splitting it is of second order at one evaluation per step. Between steps the gates are
 * half a step behind V; both initial states have the gates at their steady state, where half a step changes nothing
 * to second order.
 */
export const exponential: Integrator = {
  name: 'exponential',
  title: 'Staggered exponential Euler',
  order: 2,
  evaluations: 1,
  stability: Number.POSITIVE_INFINITY,
  step: ({ V, gates }, { equations, dt, stimulus }) => {
    const ahead = relaxGates(equations, V, gates, dt);
    return { V: relaxPotential(equations, V, ahead, stimulus(0.5), dt), gates: ahead };
  },
  synchronised: ({ V, gates }, { equations, dt }) => ({ V, gates: relaxGates(equations, V, gates, dt / 2) }),
};
