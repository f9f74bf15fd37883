import { type Expr, substitute, symbol } from '../../../formula/expr.ts';
import type { Formulas } from '../../../formula/passes/pass.ts';
import { seen } from '../../looks.ts';
import { commonPlan, type PlanOptions, prefixed } from '../../plan.ts';
import type { Program } from '../../program.ts';

/** The potentials that a look of four steps may be about, by their age in steps. */
export const ages = [5, 4, 3, 2] as const;
/** The potential some steps ago, as the skeleton calls it. */
export const byAge = (age: number): string => `V_${age}`;

/** Everything that is computed in the shader, by names that say for what. */
export function lanePlan(program: Program, options: PlanOptions): Formulas {
  const { fields, look } = program;
  // What is not said to change stays.
  const whole = (formulas: Formulas): Formulas =>
    new Map(fields.map(({ name }) => [name, formulas.get(name) ?? symbol(name)]));
  return new Map([
    ...commonPlan(program, options),
    ...prefixed('start', new Map(fields.map(({ name, start }) => [name, start]))),
    ...prefixed('step', whole(program.everyStep)),
    ...prefixed(
      'look',
      new Map([...whole(look.fields), ['raised', look.raised], ['overwrites', look.overwrites]]),
    ),
    ...prefixed('turned', ofAges(look.turned)),
    ...prefixed('due', ofAges(look.due)),
    ['corner', program.corner],
    ...prefixed('note', whole(program.note)),
    ...program.event,
  ]);
}

/** What is asked of each of four potentials. */
const ofAges = (asked: Expr): Formulas =>
  new Map(ages.map((age) => [String(age), substitute(asked, potentialsAround(age))]));

/** A potential some steps ago and those next to it. */
function potentialsAround(age: number): ReadonlyMap<string, Expr> {
  return new Map([
    [seen.V, symbol(byAge(age))],
    [seen.V_before, symbol(byAge(age + 1))],
    [seen.V_after, symbol(byAge(age - 1))],
  ]);
}
