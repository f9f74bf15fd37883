import { add, multiply, number, subtract } from '../../formula/expr.ts';
import { relaxGates, relaxPotential } from './exponential.ts';
import type { Integrator, StateFormula, StepContext } from './integrator.ts';

/** A symmetric Strang step over a part of the step: V for half of it, gates for all of it, V for the other half. */
function symmetric(state: StateFormula, begin: number, share: number, context: StepContext): StateFormula {
  const { equations, dt, stimulus } = context;
  const time = share * dt;
  const middle = relaxPotential(equations, state.V, state.gates, stimulus(begin + share / 4), time / 2);
  const gates = relaxGates(equations, middle, state.gates, time);
  const V = relaxPotential(equations, middle, gates, stimulus(begin + (3 * share) / 4), time / 2);
  return { V, gates };
}

/**
 * Richardson extrapolation of the Strang splitting: (4 S(dt/2)^2 - S(dt)) / 3. The splitting is symmetric, so its
 * error has even powers of dt only and one extrapolation gains two orders. Its parts are solved exactly: extrapolated
 * Crank-Nicolson steps grow where dt x rate is beyond 26, which a hyperpolarised cell reaches.
 */
export const strangRichardson: Integrator = {
  name: 'strang-richardson',
  title: 'Strang splitting, extrapolated',
  order: 4,
  evaluations: 3,
  stability: Number.POSITIVE_INFINITY,
  step: (state, context) => {
    const whole = symmetric(state, 0, 1, context);
    const halves = symmetric(symmetric(state, 0, 0.5, context), 0.5, 0.5, context);
    const extrapolate = (fine: StateFormula['V'], coarse: StateFormula['V']) =>
      add(fine, multiply(number(1 / 3), subtract(fine, coarse)));
    return {
      V: extrapolate(halves.V, whole.V),
      gates: halves.gates.map((gate, i) => extrapolate(gate, whole.gates[i]!)),
    };
  },
};
