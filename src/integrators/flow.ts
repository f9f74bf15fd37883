import { add, divide, type Expr, exprel, maximum, multiply, number, subtract } from '../formula/expr.ts';
import type { Equations } from '../system/equations.ts';
import type { Course } from './integrator.ts';

/** How much a state changes over `time` (ms) while all others are held. */
export type Flow = (state: string, time: number, stage: number, course: Course, equations: Equations) => Expr;

/** Changes every state of a group; none of them depends on another one. */
export function advance(
  group: readonly string[],
  time: number,
  stage: number,
  { flow, course, equations }: { flow: Flow; course: Course; equations: Equations },
): void {
  course.add(new Map(group.map((state) => [state, flow(state, time, stage, course, equations)])));
}

/**
 * The implicit trapezoidal rule, solved: exact to second order where the slope is linear in the state, and linearly
 * implicit where it is not. Stable for every step.
 */
export const trapezoid: Flow = (state, time, stage, course, equations) => {
  const at = course.values;
  const change = multiply(number(time), equations.slope(state, at, stage));
  const rate = damped(state, time, stage, course, equations);
  return divide(change, add(number(1), multiply(number(time / 2), rate)));
};

/**
 * The exact solution where the slope is linear in the state, dx/dt = slope - rate (x' - x); the exponential Rosenbrock
 * method of second order where it is not.
 */
export const relaxation: Flow = (state, time, stage, course, equations) => {
  const at = course.values;
  const slope = multiply(number(time), equations.slope(state, at, stage));
  return multiply(slope, exprel(multiply(number(-time), equations.rate(state, at, stage))));
};

/**
 * A flow that is its own inverse when time is reversed, as extrapolation needs: the relaxation where it is exact, else
 * the trapezoidal rule by one Newton step from the relaxation, which leaves an error of the seventh order.
 */
export const symmetric: Flow = (state, time, stage, course, equations) => {
  const predicted = relaxation(state, time, stage, course, equations);
  if (equations.isLinear(state)) return predicted;
  const before = equations.slope(state, course.values, stage);
  const there = new Map([...course.values, [state, add(course.value(state), predicted)]]);
  const mean = multiply(number(time / 2), add(before, equations.slope(state, there, stage)));
  const stiffness = add(number(1), multiply(number(time / 2), equations.rate(state, there, stage)));
  return subtract(predicted, divide(subtract(predicted, mean), stiffness));
};

/** The rate; where a state runs away faster than the step can follow, no more than keeps the implicit rule solvable. */
function damped(state: string, time: number, stage: number, course: Course, equations: Equations): Expr {
  const rate = equations.rate(state, course.values, stage);
  return equations.isLinear(state) ? rate : maximum(rate, number(-1 / Math.abs(time)));
}
