import { derivative } from '../formula/derivative.ts';
import {
  clamp,
  divide,
  type Expr,
  isCall,
  multiply,
  negate,
  number,
  select,
  substitute,
  substitution,
  subtract,
  symbol,
  symbolsOf,
  within,
} from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { STAGE, type System } from './system.ts';

/** Values of the states, by name. */
export type Values = ReadonlyMap<string, Expr>;

/** The equations of a system in closed form: algebraic values and inputs are put in. */
export interface Equations {
  /** Names of the states. */
  readonly states: readonly string[];
  /** dx/dt of a state (per ms) for given states, at a fraction of the step. */
  slope(state: string, at: Values, stage: number): Expr;
  /** -d(slope)/dx of a state, 1/ms: how fast it goes back to where its slope vanishes. */
  rate(state: string, at: Values, stage: number): Expr;
  /** Values with which states begin a step where they are not those that the step before ended with: under a clamp. */
  readonly jumps: Values;
  /** Whether the slope of a state is linear in the state itself. */
  isLinear(state: string): boolean;
  /**
   * The states in groups, so that none depends on another one of its group; the group of the potential comes last. Two
   * groups can be advanced in turn, each with the other held.
   */
  readonly groups: readonly (readonly string[])[];
}

export function equationsOf(system: System): Equations {
  const states = system.states.map(({ name }) => name);
  const closed = closure(system);
  // Quotients that are 0/0 somewhere are known by their form, which their derivatives have no more.
  const slopes = applyPasses(
    new Map(
      system.states.map(({ name, slope }) => [
        name,
        held(bounded(substitute(slope, closed), name, system), name, system),
      ]),
    ),
    canonicalPasses,
  );
  const rates = new Map([...slopes].map(([name, slope]) => [name, negated(derivative(slope, name))]));
  const symbols = new Map([...slopes].map(([name, slope]) => [name, symbolsOf(slope)]));
  const linear = new Set(states.filter((name) => !symbolsOf(rates.get(name)!).has(name)));
  const placed = placer();
  return {
    states,
    jumps: jumpsOf(system),
    slope: (state, at, stage) => placed(slopes.get(state)!, at, stage),
    rate: (state, at, stage) => placed(rates.get(state)!, at, stage),
    isLinear: (state) => linear.has(state),
    groups: colour(states, system.potential, (a, b) => symbols.get(a)!.has(b)),
  };
}

/** A potential that is clamped stays where it is put. */
function held(slope: Expr, name: string, { clamp, potential }: System): Expr {
  return clamp && name === potential ? select(clamp.active, number(0), slope) : slope;
}

function jumpsOf({ clamp, potential }: System): Values {
  return new Map(clamp ? [[potential, select(clamp.active, clamp.value, symbol(potential))]] : []);
}

/** Puts values into formulas. What formulas share they share at the same values too, so that later passes see it once. */
function placer(): (expr: Expr, at: Values, stage: number) => Expr {
  const known = new WeakMap<Values, Map<number, (expr: Expr) => Expr>>();
  return (expr, at, stage) => {
    const stages = known.get(at) ?? new Map<number, (expr: Expr) => Expr>();
    known.set(at, stages);
    const put = stages.get(stage) ?? substitution(new Map([...at, [STAGE, number(stage)]]));
    stages.set(stage, put);
    return put(expr);
  };
}

/** What stands behind the name of each algebraic value and input: formulas of states, numbers, `step` and `stage`. */
export function closure({
  inputs,
  algebraic,
}: Pick<System, 'inputs' | 'algebraic'>): ReadonlyMap<string, Expr> {
  const closed = new Map<string, Expr>(inputs.map(({ name, formula }) => [name, formula]));
  for (const { name, formula } of algebraic) closed.set(name, substitute(formula, closed));
  return closed;
}

/**
 * What other states do depends on the potential only inside its declared range. Beyond, where a cell that is driven too far
 * goes, their formulas would leave float32.
 */
function bounded(slope: Expr, own: string, { states, potential }: System): Expr {
  if (own === potential) return slope;
  const [low, high] = states.find(({ name }) => name === potential)!.range;
  const V = symbol(potential);
  const limited = low === -high ? within(V, number(high)) : clamp(V, low, high);
  return substitute(slope, new Map([[potential, limited]]));
}

/** -x, with the sign where it costs nothing. */
function negated(x: Expr): Expr {
  if (x.kind === 'number') return number(-x.value);
  if (isCall(x, 'negate')) return x.args[0];
  if (isCall(x, 'subtract')) return subtract(x.args[1], x.args[0]);
  if (isCall(x, 'divide')) return divide(negated(x.args[0]), x.args[1]);
  if (isCall(x, 'multiply')) return multiply(negated(x.args[0]), x.args[1]);
  return negate(x);
}

/** Colours a graph greedily, the most connected first; the colour of the potential comes last. */
function colour(
  states: readonly string[],
  potential: string,
  dependsOn: (a: string, b: string) => boolean,
): readonly (readonly string[])[] {
  const coupled = (a: string, b: string) => a !== b && (dependsOn(a, b) || dependsOn(b, a));
  const degree = (name: string) => states.filter((other) => coupled(name, other)).length;
  const order = [
    potential,
    ...states.filter((name) => name !== potential).sort((a, b) => degree(b) - degree(a)),
  ];
  const groups: string[][] = [];
  for (const name of order) {
    const free = groups.find((group) => !group.some((other) => coupled(name, other)));
    if (free) free.push(name);
    else groups.push([name]);
  }
  const inOrder = groups.map((group) => states.filter((name) => group.includes(name)));
  const [first = [], ...others] = inOrder;
  // The largest group leads: it is evaluated once however many groups there are.
  return [...others.sort((a, b) => b.length - a.length), first];
}
