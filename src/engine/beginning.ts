import type { Problem } from '../problem/problem.ts';
import { initialState, type StateArrays, type Work } from './initial.ts';
import { Numbers } from './numbers.ts';

/**
 * Where the neurons of a problem begin, at rest or at the potential that it says, all states at the same time.
 * @returns an array for each state, with a value for each neuron: V in mV, gates as fractions
 * @throws InputError if a neuron has no rest with its numbers
 */
export function initialStates(problem: Problem, work?: Work): Promise<StateArrays> {
  return initialState(problem, new Numbers(problem), work);
}
