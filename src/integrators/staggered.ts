import { minimum, number } from '../formula/expr.ts';
import type { Equations, Values } from '../system/equations.ts';
import { advance, type Flow } from './flow.ts';
import { Course, type Integrator, type StepContext } from './integrator.ts';

/**
 * A symmetric splitting into groups of states in its staggered form: the first group lives half a step behind the
 * others, so that its two half steps, which follow one another, are one. With two groups there is one evaluation per
 * step; any further group is swept forth and back, half a step each. Of second order for every flow that is.
 * @param reversible how many time constants of a state the flow can be followed backwards
 * G. Strang, SIAM J. Numer. Anal. 5 (1968) 506-517; M. Hines, Int. J. Biomed. Comput. 15 (1984) 69-76 has the staggering.
 */
export function staggered(flow: Flow, reversible: number): Pick<Integrator, 'step' | 'aligned' | 'held'> {
  return {
    step: ({ equations, dt }) => {
      const course = new Course(equations.states);
      const parts = { flow, course, equations };
      const [first = [], ...others] = equations.groups;
      if (others.length === 0) {
        course.jump(equations.jumps);
        advance(first, dt, 0.5, parts);
        return course.values;
      }
      const between = others.slice(0, -1);
      if (equations.jumps.size === 0) advance(first, dt, 0, parts);
      else {
        // The first half of what it does belongs to the potential before the jump.
        advance(first, dt / 2, 0, parts);
        course.jump(equations.jumps);
        advance(first, dt / 2, 0, parts);
      }
      for (const group of between) advance(group, dt / 2, 0.25, parts);
      advance(others.at(-1)!, dt, 0.5, parts);
      for (const group of [...between].reverse()) advance(group, dt / 2, 0.75, parts);
      return course.values;
    },
    aligned: ({ equations, dt }) => {
      const course = new Course(equations.states);
      advance(lagging(equations), dt / 2, 0, { flow, course, equations });
      return course.values;
    },
    held: (context) => stepBack(flow, reversible, context),
  };
}

/** The states that are held half a step behind the others. */
const lagging = ({ groups }: StepContext['equations']): readonly string[] =>
  groups.length > 1 ? groups[0]! : [];

/**
 * Half a step back by the same flow: the reverse of the way forth where the slope is linear in the state, to second order where it is
 * not. A stiff state, which would run away backwards, goes by its slope as if it were no faster than can be followed.
 */
function stepBack(flow: Flow, reversible: number, { equations, dt }: StepContext): Values {
  const fastest = number((2 * reversible) / dt);
  const slowed: Equations = {
    ...equations,
    rate: (state, at, stage) => minimum(equations.rate(state, at, stage), fastest),
  };
  const course = new Course(equations.states);
  advance(lagging(equations), -dt / 2, 0, { flow, course, equations: slowed });
  return course.values;
}
