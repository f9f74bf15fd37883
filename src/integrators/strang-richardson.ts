import { add, multiply, number, subtract, symbol } from '../formula/expr.ts';
import { advance, symmetric } from './flow.ts';
import { Course, type Integrator, type StepContext } from './integrator.ts';

/** A symmetric Strang step over the part of the step from `begin` on: the groups inwards, the first for all of it, and outwards. */
function sweep(course: Course, begin: number, share: number, { equations, dt }: StepContext): void {
  const parts = { flow: symmetric, course, equations };
  const time = share * dt;
  const [first = [], ...others] = equations.groups;
  for (const group of [...others].reverse()) advance(group, time / 2, begin + share / 4, parts);
  advance(first, time, begin + share / 2, parts);
  for (const group of others) advance(group, time / 2, begin + (3 * share) / 4, parts);
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
  resolution: 0.25,
  step: (context) => {
    const { states, jumps } = context.equations;
    const [whole, halves] = [new Course(states).jump(jumps), new Course(states).jump(jumps)];
    sweep(whole, 0, 1, context);
    sweep(halves, 0, 0.5, context);
    sweep(halves, 0.5, 0.5, context);
    return new Map(
      states.map((name) => {
        const [fine, coarse] = [halves.change(name)!, whole.change(name)!];
        return [
          name,
          add(jumps.get(name) ?? symbol(name), add(fine, multiply(number(1 / 3), subtract(fine, coarse)))),
        ];
      }),
    );
  },
};
