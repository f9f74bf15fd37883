import { number, substitute, substituteAll, symbol, type Tables } from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import type { Formulas, PassContext } from '../formula/passes/pass.ts';
import { CELL } from '../formula/random.ts';
import type { Types, ValueType } from '../formula/schedule.ts';
import type { Problem } from '../problem/problem.ts';
import { closure, equationsOf } from '../system/equations.ts';
import { STAGE, STEP, stepOf, variablesOf } from '../system/system.ts';
import { seen } from './looks.ts';
import { BEFORE, type Measuring, measuringOf, TAKEN } from './measuring.ts';
import type { NumberSource, Numbers } from './numbers.ts';

/**
 * All that is computed for one neuron, as formulas, for whatever target: the step of the integrator, what is kept of it
 * after every step, what is noted at an event, and what comes out in the end.
 */
export interface Program extends Measuring {
  /** States and processes in the order of the system, and which of them is the membrane potential. */
  readonly states: readonly string[];
  readonly potential: string;
  /** The states one step later. */
  readonly next: Formulas;
  /** The states at the time of the potential, from those that the integrator holds; and the reverse. */
  readonly aligned: Formulas;
  readonly held: Formulas;
  /** What can be recorded besides states, from states at one time. */
  readonly observables: Formulas;
  /** Numbers that stay symbols; all others have become constants. */
  readonly numbers: readonly NumberSource[];
  /** Types of all symbols that are not real. */
  readonly types: Types;
  readonly context: PassContext;
  /** Numbers that formulas look up. */
  readonly tables: Tables;
}

/**
 * Builds the program of a problem.
 * @param isOpen which numbers stay symbols
 * @throws RangeError if the problem is in bands, which have a program each
 */
export function programOf(
  problem: Problem,
  numbers: Numbers,
  isOpen: (source: NumberSource) => boolean = ({ varies }) => varies,
): Program {
  const { system, integrator, dt, bands } = problem;
  if (bands) throw new RangeError('a population in bands is not stepped in one way; make it with inBands');
  const states = variablesOf(system).map(({ name }) => name);
  // Counts of steps cannot be written into formulas as numbers: they stay symbols, to be read as constants.
  const open = numbers.sources.filter((source) => source.type === 'step' || isOpen(source));
  const constants = new Map(
    numbers.sources
      .filter((source) => !open.includes(source))
      .map(({ symbol: name }) => [name, number(numbers.value(name))] as const),
  );
  const context: PassContext = {
    ranges: new Map(system.states.map(({ name, range }) => [name, range])),
    closed: new Set(system.states.map(({ name }) => name).filter((name) => name !== system.potential)),
  };
  const prepare = (formulas: Formulas): Formulas =>
    applyPasses(substituteAll(formulas, constants), canonicalPasses, context);

  const equations = equationsOf(system);
  const here: Formulas = new Map(states.map((name) => [name, symbol(name)]));
  const closed = closure(system);
  const observed = new Map(
    system.observables.map(({ name, formula }) => [
      name,
      // What a stimulus is at the end of a step is what it is at the beginning of the next one.
      substitute(substitute(formula, closed), new Map([[STAGE, number(0)]])),
    ]),
  );
  const aligned = new Map([...here, ...(integrator.aligned?.({ equations, dt }) ?? [])]);
  // What is counted sees all states at the time of the potential.
  const counted = new Map([...aligned, ...substituteAll(observed, aligned)]);
  const measuring = measuringOf(problem, counted, prepare);
  return {
    ...measuring,
    states,
    potential: system.potential,
    next: prepare(
      new Map([
        ...integrator.step({ equations, dt }),
        ...system.processes.map(({ name, next }) => [name, next] as const),
      ]),
    ),
    aligned: prepare(aligned),
    held: prepare(new Map([...here, ...(integrator.held?.({ equations, dt }) ?? [])])),
    observables: prepare(observed),
    numbers: open,
    types: typesOf(measuring, [
      ...system.times.map(stepOf),
      ...system.numbers.filter(({ type }) => type === 'step').map(({ symbol: name }) => name),
    ]),
    context,
    tables: system.tables ?? new Map(),
  };
}

function typesOf({ fields }: Measuring, counts: readonly string[]): Types {
  const types = new Map<string, ValueType>(fields.map(({ name, type }) => [name, type]));
  for (const name of [STEP, TAKEN, seen.step, 'event.step', 'window.step', 'origin', CELL, ...counts])
    types.set(name, 'step');
  return types;
}

/** Symbols that differ from step to step. */
export function changingSymbols({ states, fields }: Program): Set<string> {
  return new Set([
    STEP,
    TAKEN,
    ...states,
    ...fields.map(({ name }) => name),
    BEFORE,
    ...Object.values(seen),
    'event.step',
    'event.fraction',
    'event.height',
  ]);
}

/** Where an event lies and what is noted of it, all from the fields before it. */
export function eventFormulas({ event, note }: Program): Formulas {
  return new Map([...event, ...substituteAll(note, event)]);
}
