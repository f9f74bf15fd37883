import type { Problem } from '../problem/problem.ts';
import { initialState, type StateArrays, type Work } from './initial.ts';
import { Numbers } from './numbers.ts';

/**
 * Where the neurons of a problem begin, all states at the same time: one array for each state.
 * @throws InputError if a neuron has no rest with its numbers
 */
export function initialStates(problem: Problem, work?: Work): Promise<StateArrays> {
  return initialState(problem, new Numbers(problem), work);
}
