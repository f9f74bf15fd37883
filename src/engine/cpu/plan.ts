import { compensateSums, residueOf } from '../../formula/compensation.ts';
import { type Expr, number, select, substitute, symbol } from '../../formula/expr.ts';
import { applyPasses } from '../../formula/optimise.ts';
import type { Formulas, Pass } from '../../formula/passes/pass.ts';
import { type Schedule, schedule } from '../../formula/schedule.ts';
import { SPAN } from '../../system/system.ts';
import { TAKEN } from '../measuring.ts';
import { observedFormulas } from '../observer.ts';
import { changingSymbols, eventFormulas, type Program } from '../program.ts';

/** Steps after which every neuron is looked after, whatever its potential does. */
export const BLOCK = 64;

export interface PlanOptions {
  /** How the formulas are made cheap. */
  readonly passes: readonly Pass[];
  /** Whether what rounding leaves out of the states is kept. */
  readonly compensated: boolean;
  /** Names of what a sample holds. */
  readonly sampled: readonly string[];
}

/** Everything that the module computes, by names that say for what. */
export function planOf(program: Program, { passes, compensated, sampled }: PlanOptions): Schedule {
  const { states, fields, context, look, waits } = program;
  const fast = (formulas: Formulas) => applyPasses(formulas, passes, context);
  const step = fast(program.next);
  const residues: Formulas = new Map(states.map((name) => [residueOf(name), number(0)]));
  const observed = observedFormulas(program);
  const corner = (span: number) => substitute(program.corner, new Map([[SPAN, number(span)]]));
  const formulas = new Map<string, Expr>([
    ...prefixed('next', compensated ? compensateSums(new Map([...residues, ...step]), states) : step),
    ...prefixed('sample', fast(new Map(sampled.map((name) => [name, observed.get(name)!])))),
    ...prefixed('start', fast(new Map(fields.map(({ name, start }) => [name, start])))),
    ...prefixed('step', fast(program.everyStep)),
    ...prefixed('look', fast(look.fields)),
    ['raised', look.raised],
    ['due', look.due],
    ['corner:block', corner(BLOCK)],
    ['corner:step', corner(1)],
    ...prefixed('note', fast(eventFormulas(program))),
    ['pending', waits ? select(waits.while, waits.step, symbol(TAKEN)) : symbol(TAKEN)],
  ]);
  const changing = changingSymbols(program);
  for (const name of [...states.map(residueOf), 'window.step']) changing.add(name);
  return schedule(formulas, changing, program.types);
}

const prefixed = (prefix: string, formulas: Formulas) =>
  [...formulas].map(([name, expr]) => [`${prefix}:${name}`, expr] as const);
