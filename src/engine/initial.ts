import { InputError } from '../input/schema.ts';
import { equilibria, type State } from '../model/equilibrium.ts';
import { variedQuantities } from '../population/sweep.ts';
import { type Experiment, membraneOf } from '../protocol/experiment.ts';
import { stateVariables, symbolOf } from './steps.ts';

/** Initial values of some neurons: one array per state variable, V in mV. */
export type StateArrays = Record<string, Float64Array>;

/**
 * The initial state of an experiment, for `count` neurons from `first` on.
 * @throws InputError if a neuron has no rest with its parameters
 */
export function initialState(experiment: Experiment): (first: number, count: number) => StateArrays {
  const membrane = membraneOf(experiment.model);
  const { initial, parameters, sweep } = experiment;
  const { rest, at } = equilibria(membrane);
  const solve = (values: State): State => {
    try {
      return initial === 'rest' ? rest(values) : at(initial.V, values);
    } catch (error) {
      throw error instanceof RangeError ? new InputError(error.message) : error;
    }
  };
  const variables = stateVariables(membrane);
  const varied = variedQuantities(sweep).filter(({ path }) => path.startsWith('parameters.'));
  // Neurons with the same parameters start from the same state, which is solved once for them.
  const known = new Map<string, State>();
  const stateOf = (cell: number): State => {
    const own = varied.map(({ value }) => value(cell));
    const key = own.join();
    let state = known.get(key);
    if (!state) {
      const changed = Object.fromEntries(varied.map(({ path }, i) => [symbolOf(path), own[i]!]));
      state = solve({ ...parameters, ...changed });
      known.set(key, state);
    }
    return state;
  };

  return (first, count) => {
    const arrays: StateArrays = Object.fromEntries(variables.map((name) => [name, new Float64Array(count)]));
    for (let i = 0; i < count; i++) {
      const state = stateOf(first + i);
      for (const name of variables) arrays[name]![i] = state[name]!;
    }
    return arrays;
  };
}
