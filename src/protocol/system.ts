import { type Expr, multiply, number, select, substitute, subtract, sum, symbol } from '../formula/expr.ts';
import { SEED } from '../formula/random.ts';
import { IONIC, membraneEquations, POTENTIAL, STIMULUS } from '../model/equations.ts';
import type { Membrane } from '../model/membrane.ts';
import type { Clamp, NumberInput, Quantity, System } from '../system/system.ts';
import { densityPerUnit, otherUnit } from './current.ts';
import {
  givenUnit,
  type Stimulus,
  type StimulusEquations,
  stimulusEquations,
  stimulusNumbers,
  stimulusUnit,
} from './stimulus.ts';

/** What a system is made of besides its membrane. */
export interface Protocol {
  /** Values of the membrane's parameters. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly stimulus: Stimulus;
  /** Step, ms. */
  readonly dt: number;
  /** Of the random numbers. */
  readonly seed: number;
  /** Least and largest value of a number in the population, by its path; undefined where it does not vary. */
  extremes?(path: string): readonly [least: number, largest: number] | undefined;
}

/** What all synapses together let through, as an ionic current: positive outwards. */
export const SYNAPTIC = 'synaptic';
/** What a clamp injects. */
export const CLAMP = 'clamp';

/** A membrane under a stimulus. */
export function membraneSystem(membrane: Membrane, protocol: Protocol): System {
  const { parameters, stimulus, seed } = protocol;
  const given = stimulusEquations(stimulus, {
    ...protocol,
    density: (one) => densityPerUnit(membrane, givenUnit(one)),
  });
  const { input, conductances, clamp, processes, derived, tables, times } = given;
  const equations = membraneEquations(membrane, parameters);
  const synaptic = synapticCurrents(given);
  const driven = synaptic.length > 0 ? subtract(symbol(input.name), symbol(SYNAPTIC)) : symbol(input.name);
  return {
    ...equations,
    name: membrane.name,
    potential: POTENTIAL,
    states: equations.states.map((state) =>
      state.name === POTENTIAL
        ? { ...state, slope: substitute(state.slope, new Map([[STIMULUS, driven]])) }
        : state,
    ),
    algebraic: [...equations.algebraic, ...synaptic],
    observables: [
      ...equations.observables,
      { name: input.name, unit: input.unit, formula: symbol(input.name) },
      ...conductances.map(({ input: { name, unit } }) => ({ name, unit, formula: symbol(name) })),
      ...synaptic,
      ...(clamp ? [clampCurrent(clamp, driven)] : []),
    ],
    clamp,
    inputs: [input, ...conductances.map((one) => one.input)],
    processes,
    numbers: [
      ...equations.numbers,
      ...numbersOf(membrane, stimulus),
      ...(processes.length > 0
        ? [{ path: 'seed', symbol: SEED, type: 'step' as const, unit: '1', value: seed }]
        : []),
    ],
    derived,
    tables,
    times: [...times, { name: 'onset', at: input.onset }],
  };
}

/** What the clamp injects to hold V: all that flows out, less what is injected besides. */
const clampCurrent = ({ active }: Clamp, driven: Expr): Quantity => ({
  name: CLAMP,
  unit: 'uA/cm2',
  formula: select(active, subtract(symbol(IONIC), driven), number(0)),
});

function synapticCurrents({ conductances }: StimulusEquations): Quantity[] {
  if (conductances.length === 0) return [];
  const currents = conductances.map(({ input, reversal }) =>
    multiply(symbol(input.name), subtract(symbol(POTENTIAL), reversal)),
  );
  return [{ name: SYNAPTIC, unit: 'uA/cm2', formula: sum(currents) }];
}

function numbersOf(membrane: Membrane, stimulus: Stimulus): NumberInput[] {
  return Object.entries(stimulusNumbers(stimulus)).map(([path, value]) => {
    const unit = stimulusUnit(path, stimulus);
    const also = otherUnit(membrane, unit);
    return { path, symbol: path, unit, value, ...(also && { also }) };
  });
}
