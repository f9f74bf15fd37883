import { Numbers } from '../../src/engine/numbers.ts';
import { type Program, programOf } from '../../src/engine/program.ts';
import { type Given, problemOf } from './problems.ts';

/** What engines compute of a problem. @param open symbols of the numbers that do not become constants */
export function programFor(given: Given, open: readonly string[] = []): Program {
  const problem = problemOf(given);
  return programOf(problem, new Numbers(problem), ({ symbol }) => open.includes(symbol));
}
