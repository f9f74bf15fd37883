import { add, type Expr, multiply, number, sum } from '../../formula/expr.ts';
import { gateSlope, potentialSlope } from '../../model/dynamics.ts';
import type { Integrator, StateFormula, StepContext } from './integrator.ts';

/** The slope of every variable at a fraction of the step. */
function slopes(
  { V, gates }: StateFormula,
  stage: number,
  { equations, stimulus }: StepContext,
): StateFormula {
  return {
    V: potentialSlope(equations, V, gates, stimulus(stage)),
    gates: equations.rates(V).map((rates, i) => gateSlope(rates, gates[i]!)),
  };
}

const combine = (a: StateFormula, b: StateFormula, with_: (x: Expr, y: Expr) => Expr): StateFormula => ({
  V: with_(a.V, b.V),
  gates: a.gates.map((gate, i) => with_(gate, b.gates[i]!)),
});

/** Classical Runge-Kutta method of fourth order. Explicit: it diverges where dt is beyond its stability limit. */
export const rk4: Integrator = {
  name: 'rk4',
  title: 'Runge-Kutta, fourth order',
  order: 4,
  evaluations: 4,
  stability: 2.785,
  step: (state, context) => {
    const { dt } = context;
    const along = (slope: StateFormula, time: number) =>
      combine(state, slope, (x, dx) => add(x, multiply(number(time), dx)));
    const k1 = slopes(state, 0, context);
    const k2 = slopes(along(k1, dt / 2), 0.5, context);
    const k3 = slopes(along(k2, dt / 2), 0.5, context);
    const k4 = slopes(along(k3, dt), 1, context);
    const weighted = (pick: (k: StateFormula) => Expr) =>
      sum([pick(k1), multiply(number(2), pick(k2)), multiply(number(2), pick(k3)), pick(k4)]);
    return along(
      { V: weighted((k) => k.V), gates: state.gates.map((_, i) => weighted((k) => k.gates[i]!)) },
      dt / 6,
    );
  },
};
