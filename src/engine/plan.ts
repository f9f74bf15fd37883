import { compensateSums, residueOf } from '../formula/compensation.ts';
import { type Expr, number, select, substitute, symbol } from '../formula/expr.ts';
import { applyPasses } from '../formula/optimise.ts';
import type { Formulas, Pass } from '../formula/passes/pass.ts';
import { TAKEN } from './measuring.ts';
import { observedFormulas } from './observer.ts';
import { NO_VALUE } from './present.ts';
import type { Program } from './program.ts';

export interface PlanOptions {
  /** How the formulas are made cheap. */
  readonly passes: readonly Pass[];
  /** Whether what rounding leaves out of the states is kept. */
  readonly compensated: boolean;
  /** Names of what a sample holds. */
  readonly sampled: readonly string[];
  /** Names of what is shown of every neuron. */
  readonly shown?: readonly string[];
}

/** What every kernel computes, by names that say for what: the next states, a sample, and the earliest event that may still come. */
export function commonPlan(
  program: Program,
  { passes, compensated, sampled, shown = [] }: PlanOptions,
): Formulas {
  const { states, context, waits, results } = program;
  const fast = (formulas: Formulas) => applyPasses(formulas, passes, context);
  const step = fast(program.next);
  const residues: Formulas = new Map(states.map((name) => [residueOf(name), number(0)]));
  const observed = observedFormulas(program);
  const nothing = new Map([['none', number(NO_VALUE)]]);
  const seen = (name: string) => observed.get(name) ?? substitute(results.get(name)!, nothing);
  return new Map<string, Expr>([
    ...prefixed('next', compensated ? compensateSums(new Map([...residues, ...step]), states) : step),
    ...prefixed('sample', fast(new Map(sampled.map((name) => [name, observed.get(name)!])))),
    ...prefixed('shown', fast(new Map(shown.map((name) => [name, seen(name)])))),
    ['pending', waits ? select(waits.while, waits.step, symbol(TAKEN)) : symbol(TAKEN)],
  ]);
}

/** The same formulas by names that say for what they are. */
export const prefixed = (prefix: string, formulas: Formulas) =>
  [...formulas].map(([name, expr]) => [`${prefix}:${name}`, expr] as const);
