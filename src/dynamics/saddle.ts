import type { Flow } from './flow.ts';
import { linearisedAt } from './standing.ts';

/**
 * Whether there is a saddle with one way out at a value of the parameter, or this near to it: a cycle whose period goes to infinity goes to
 * one, or to where one is born.
 */
export function hasSaddle(flow: Flow, parameter: number, near: number): boolean {
  return [parameter, parameter - near, parameter + near].some((value) =>
    linearisedAt(flow, value).some(({ eigenvalues }) => eigenvalues.filter(({ re }) => re > 0).length === 1),
  );
}
