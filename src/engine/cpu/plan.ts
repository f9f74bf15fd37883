import { residueOf } from '../../formula/compensation.ts';
import { type Expr, number, substitute } from '../../formula/expr.ts';
import { applyPasses } from '../../formula/optimise.ts';
import type { Formulas } from '../../formula/passes/pass.ts';
import { type Schedule, schedule } from '../../formula/schedule.ts';
import { SPAN } from '../../system/system.ts';
import { commonPlan, type PlanOptions, prefixed } from '../plan.ts';
import { changingSymbols, eventFormulas, type Program } from '../program.ts';

/** Steps after which every neuron is looked after, whatever its potential does. */
export const BLOCK = 64;

/** Everything that the module computes, by names that say for what. */
export function planOf(program: Program, options: PlanOptions): Schedule {
  const { states, fields, context, look } = program;
  const fast = (formulas: Formulas) => applyPasses(formulas, options.passes, context);
  const corner = (span: number) => substitute(program.corner, new Map([[SPAN, number(span)]]));
  const formulas = new Map<string, Expr>([
    ...commonPlan(program, options),
    ...prefixed('start', fast(new Map(fields.map(({ name, start }) => [name, start])))),
    ...prefixed('step', fast(program.everyStep)),
    ...prefixed('look', fast(look.fields)),
    ['raised', look.raised],
    ['likely', look.likely],
    ['due', look.due],
    ['corner:block', corner(BLOCK)],
    ['corner:step', corner(1)],
    ...prefixed('note', fast(eventFormulas(program))),
  ]);
  const changing = changingSymbols(program);
  for (const name of [...states.map(residueOf), 'window.step']) changing.add(name);
  return schedule(formulas, changing, program.types);
}
