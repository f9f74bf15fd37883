import { compensateSums, residueOf } from '../../formula/compensation.ts';
import { type Expr, number, select, substitute, symbol } from '../../formula/expr.ts';
import { applyPasses } from '../../formula/optimise.ts';
import type { Formulas, Pass } from '../../formula/passes/pass.ts';
import { seen, TAKEN } from '../measuring.ts';
import { observedFormulas } from '../observer.ts';
import type { Program } from '../program.ts';

export interface LaneOptions {
  /** How the formulas are made cheap. */
  readonly passes: readonly Pass[];
  /** Whether what rounding leaves out of the states is kept. */
  readonly compensated: boolean;
  /** Names of what a sample holds. */
  readonly sampled: readonly string[];
}

/** Rows of the state buffer, whether what rounding leaves out is kept in it or not. */
export function stateRows(states: readonly string[]): string[] {
  return [...states, ...states.map(residueOf)];
}

/** The potentials that a look of four steps may be about, by their age in steps. */
export const ages = [5, 4, 3, 2] as const;
/** The potential some steps ago, as the skeleton calls it. */
export const byAge = (age: number): string => `V_${age}`;

/** Everything that is computed in the shader, by names that say for what. */
export function lanePlan(program: Program, { passes, compensated, sampled }: LaneOptions): Formulas {
  const { states, fields, context, look, waits } = program;
  const fast = (formulas: Formulas) => applyPasses(formulas, passes, context);
  const residues = (value: (name: string) => Expr): Formulas =>
    new Map(compensated ? states.map((name) => [residueOf(name), value(residueOf(name))]) : []);
  const step = fast(program.next);
  const observed = observedFormulas(program);
  // What is not said to change stays.
  const whole = (formulas: Formulas): Formulas =>
    new Map(fields.map(({ name }) => [name, formulas.get(name) ?? symbol(name)]));
  const prefixed = (prefix: string, formulas: Formulas) =>
    [...formulas].map(([name, expr]) => [`${prefix}:${name}`, expr] as const);
  return new Map([
    ...prefixed(
      'next',
      compensated ? compensateSums(new Map([...residues(() => number(0)), ...step]), states) : step,
    ),
    ...prefixed('sample', fast(new Map(sampled.map((name) => [name, observed.get(name)!])))),
    ...prefixed('start', new Map(fields.map(({ name, start }) => [name, start]))),
    ...prefixed('step', whole(program.everyStep)),
    ...prefixed(
      'look',
      new Map([...whole(look.fields), ['raised', look.raised], ['overwrites', look.overwrites]]),
    ),
    ...prefixed(
      'due',
      new Map(ages.map((age) => [String(age), substitute(look.due, potentialsAround(age))])),
    ),
    ['corner', program.corner],
    ...prefixed('note', whole(program.note)),
    ...program.event,
    ['pending', waits ? select(waits.while, waits.step, symbol(TAKEN)) : symbol(TAKEN)],
  ]);
}

/** A potential some steps ago and those next to it. */
function potentialsAround(age: number): ReadonlyMap<string, Expr> {
  return new Map([
    [seen.V, symbol(byAge(age))],
    [seen.V_before, symbol(byAge(age + 1))],
    [seen.V_after, symbol(byAge(age - 1))],
  ]);
}
