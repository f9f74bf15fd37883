import type { Flow } from './flow.ts';
import { eigenvalues } from './linear.ts';
import { standingStates } from './standing.ts';

/**
 * Whether there is a saddle with one way out at a value of the parameter, or this near to it: a cycle whose period goes to infinity goes to
 * one, or to where one is born.
 */
export function hasSaddle(flow: Flow, parameter: number, near: number): boolean {
  return [parameter, parameter - near, parameter + near].some((value) =>
    standingStates(flow, value).some((state) => {
      const jacobian = flow.at(state, value);
      if (!jacobian.flat().every(Number.isFinite)) return false;
      return eigenvalues(jacobian).filter(({ re }) => re > 0).length === 1;
    }),
  );
}
