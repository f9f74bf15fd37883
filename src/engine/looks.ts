import {
  and,
  differ,
  type Expr,
  less,
  maximum,
  minimum,
  number,
  or,
  substituteAll,
  symbol,
  symbolsOf,
} from '../formula/expr.ts';
import type { Formulas } from '../formula/passes/pass.ts';
import { ALWAYS, type Due, type Quiet, type Statistic } from '../statistics/statistic.ts';
import { STEP, type System, variablesOf } from '../system/system.ts';
import { reader, type Scope } from './scope.ts';

/** What a look at one potential and its neighbours (`seen`) finds, and when there is one. */
export interface Look {
  /** Fields after it, of those before it. */
  readonly fields: Formulas;
  /** Whether it raises an event. */
  readonly raised: Expr;
  /** Whether it would destroy one that is not noted yet. */
  readonly overwrites: Expr;
  /** Whether it may have to be taken, of the potential and those next to it alone. */
  readonly turned: Expr;
  /** Whether it has to be taken, of these and of the fields: one that may and need not changes nothing. */
  readonly due: Expr;
  /** True wherever `due` is and seldom elsewhere, for less: what is asked first where branches are cheap. */
  readonly likely: Expr;
}

/** The symbols of what a look sees: a potential, those around it, and the steps that had been taken then. */
export const seen = {
  V: 'seen.V',
  step: 'seen.step',
  /** The potentials next to it. */
  V_before: 'seen.V_before',
  V_after: 'seen.V_after',
  /** The same and those beyond, ABSENT where there is a corner in between. */
  before2: 'seen.before2',
  before1: 'seen.before1',
  after1: 'seen.after1',
  after2: 'seen.after2',
} as const;

/** What a look sees. Of the states it sees V alone, so of the observables those that depend on no state. */
export function scopeOfLooks(system: System, observed: Formulas, dt: number): Scope {
  const [V, before, after] = [symbol(seen.V), symbol(seen.V_before), symbol(seen.V_after)];
  const [rose, rises] = [less(before, V), less(V, after)];
  const [fell, falls] = [less(V, before), less(after, V)];
  const still = [...substituteAll(observed, new Map([[STEP, symbol(seen.step)]]))].filter(
    ([, formula]) => !variablesOf(system).some(({ name }) => symbolsOf(formula).has(name)),
  );
  return new Map<string, Expr>([
    ...still,
    ...Object.entries(seen).map(([name, symbolOf]) => [name, symbol(symbolOf)] as const),
    ['dt', number(dt)],
    // It ceases or begins to rise, or to fall.
    ['turns', or(differ(rose, rises), differ(fell, falls))],
  ]);
}

type Keeper = Pick<Statistic, 'name' | 'fields' | 'look' | 'due'>;

/** A reason of a statistic, with what reads its formulas. */
type Reason = Due & { readonly when: string; readonly keeper: Keeper };

/** Which looks may have to be taken, and which of these have to be. */
export function looksOf(keepers: readonly Keeper[], scope: Scope): Pick<Look, 'turned' | 'due' | 'likely'> {
  const reasons = keepers.flatMap((keeper): Reason[] =>
    keeper.look ? (keeper.due ?? [{}]).map((due) => ({ when: 'turns', ...due, keeper })) : [],
  );
  const looks = [...new Set(reasons.map(({ when }) => when))].map((one) => {
    const turned = reader(scope, '').read(one);
    const those = reasons.filter(({ when }) => when === one);
    const due = and(turned, isLoud(those, scope));
    return { turned, due, likely: one === ALWAYS ? due : turned };
  });
  const ofAll = (which: keyof (typeof looks)[number]) =>
    looks.map((look) => look[which]).reduce(or, number(0));
  return { turned: ofAll('turned'), due: ofAll('due'), likely: ofAll('likely') };
}

/** Whether V is outside of what is quiet for all of some reasons. */
function isLoud(reasons: readonly Reason[], scope: Scope): Expr {
  if (reasons.some(({ quiet }) => !quiet)) return number(1);
  const ends = (end: keyof Quiet) =>
    reasons.flatMap(({ keeper: { name, fields }, quiet }) => {
      const text = quiet![end];
      return text === undefined ? [] : [reader(scope, name, fields).read(text)];
    });
  const [above, below] = [ends('above'), ends('below')];
  const V = symbol(seen.V);
  return or(
    above.length > 0 ? less(V, above.reduce(maximum)) : number(0),
    below.length > 0 ? less(below.reduce(minimum), V) : number(0),
  );
}
