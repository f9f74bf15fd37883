import { symbol } from '../formula/expr.ts';
import { membraneEquations, POTENTIAL } from '../model/equations.ts';
import type { Membrane } from '../model/membrane.ts';
import type { System } from '../system/system.ts';
import { densityPerUnit, otherUnit } from './current.ts';
import { isCurrent, type Stimulus, stimulusInput, stimulusNumbers, stimulusUnit } from './stimulus.ts';

/** What a system is made of besides its membrane. */
export interface Protocol {
  /** Values of the membrane's parameters. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly stimulus: Stimulus;
  /** Step, ms. */
  readonly dt: number;
}

/** A membrane under a stimulus. */
export function membraneSystem(membrane: Membrane, { parameters, stimulus, dt }: Protocol): System {
  const equations = membraneEquations(membrane, parameters);
  const { input, times } = stimulusInput(stimulus, dt, (one) => densityPerUnit(membrane, one));
  const numbers = Object.entries(stimulusNumbers(stimulus)).map(([path, value]) => {
    const unit = stimulusUnit(path, stimulus);
    const also = isCurrent(path, stimulus) ? otherUnit(membrane, unit) : undefined;
    return { path, symbol: path, unit, value, ...(also && { also }) };
  });
  return {
    ...equations,
    name: membrane.name,
    potential: POTENTIAL,
    observables: [
      ...equations.observables,
      { name: input.name, unit: input.unit, formula: symbol(input.name) },
    ],
    inputs: [input],
    numbers: [...equations.numbers, ...numbers],
    times: [...times, { name: 'onset', at: input.onset }],
  };
}
