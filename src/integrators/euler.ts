import { multiply, number } from '../formula/expr.ts';
import { Course, type Integrator } from './integrator.ts';

/** Forward Euler, all states from the old ones: the method of the textbook and of the lecture. */
export const euler: Integrator = {
  name: 'euler',
  title: 'Forward Euler',
  order: 1,
  evaluations: 1,
  stability: 2,
  resolution: 0.125,
  step: ({ equations, dt }) => {
    const course = new Course(equations.states).jump(equations.jumps);
    const at = course.values;
    course.add(
      new Map(course.states.map((name) => [name, multiply(number(dt), equations.slope(name, at, 0))])),
    );
    return course.values;
  },
};
