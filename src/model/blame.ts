import { evaluate, float64Operations } from '../formula/evaluate.ts';
import { type Expr, symbol, symbolsOf } from '../formula/expr.ts';
import { singleOperations } from '../formula/single.ts';
import { InputError } from '../input/schema.ts';
import { membraneEquations } from './equations.ts';
import { formulaFault } from './fault.ts';
import { type Formula, formulasOf, type MembraneFormulas } from './formulas.ts';
import type { Membrane } from './membrane.ts';
import { POTENTIAL } from './names.ts';
import { isFault, movedOf, NEGLIGIBLE, type Point } from './point.ts';

// Which formula is to blame for an equation that comes to nothing at a point, and which place in it.

/** A value that never matters. */
const UNSEEN = 1e-20;

/** An equation that is at fault at a point. */
interface Found {
  readonly membrane: Membrane;
  /** A state, or a value that every neuron is in need of. */
  readonly equation: string;
  readonly point: Point;
  readonly middle: Point;
  readonly closed: ReadonlyMap<string, Expr>;
  /** Of a point at which it goes to infinity: points beside it. */
  readonly beside?: readonly Point[];
}

/** How much larger a value is where it goes to infinity than beside that. */
const STEEP = 1e6;
/** Of float32. */
const LARGEST = 3.4e38;

/** Whether a value is no number, or that much larger than beside it. */
export const isSteep = (here: number, beside: readonly number[]): boolean =>
  beside.length > 0 && !(Math.abs(here) <= STEEP * Math.max(...beside.map(Math.abs), 1e-30));

/**
 * Looks for parts of formulas that are made of numbers alone and come to what float32 does not hold, in a branch that is never taken, too: no
 * kernel can be made of them.
 * @throws InputError with the formula
 */
export function checkLiterals(membrane: Membrane): void {
  const { values, slopes, capacitance, initials } = formulasOf(membrane);
  const formulas = [
    ...values.flatMap(({ formula }) => formula ?? []),
    ...slopes.values(),
    capacitance,
    ...initials.values(),
  ];
  for (const formula of formulas) {
    const literals = [...formula.places.keys()].filter((node) => symbolsOf(node).size === 0);
    const wrong = literals.find((node) => !(Math.abs(evaluate(node, {})) <= LARGEST));
    if (!wrong) continue;
    const { reason, part } = explain(wrong, (node) => evaluate(node, {}));
    throw formulaFault(formula, reason, placeOf(part, formula));
  }
}

/** What is wrong with an equation at a point: the formula from which it comes, and the place in it. */
export function faultAt(found: Found): InputError {
  const { membrane, equation, point, middle, closed, beside = [] } = found;
  const formulas = formulasOf(membrane);
  const isWrong = (exact: number, single: number, others: readonly number[]) =>
    isFault(exact, single, UNSEEN / NEGLIGIBLE) || isSteep(exact, others);
  const known = (operations: typeof float64Operations, at: Point): Record<string, number> => ({
    ...Object.fromEntries(Object.entries(membrane.parameters).map(([name, { value }]) => [name, value])),
    ...at,
    ...Object.fromEntries(
      [...closed].map(([name, expr]) => [name, evaluate(expr, at, new Map(), operations)]),
    ),
  });
  const [exact, single] = [known(float64Operations, point), known(singleOperations, point)];
  const around = beside.map((at) => known(float64Operations, at));
  const used = madeOf(membrane, equation);
  const from = formulas.values.find(
    ({ name, formula }) =>
      formula &&
      used.has(name) &&
      isWrong(
        exact[name]!,
        single[name]!,
        around.map((values) => values[name]!),
      ),
  );
  const formula = from?.formula ?? formulas.slopes.get(equation);
  const where = whereOf(point, middle);
  if (!formula) return dividedFault(equation, formulas, exact, where);
  const [exactly, singly] = [new Map<Expr, number>(), new Map<Expr, number>()];
  evaluate(formula.expr, exact, exactly);
  evaluate(formula.expr, single, singly, singleOperations);
  const nearby = around.map((values) => {
    const seen = new Map<Expr, number>();
    evaluate(formula.expr, values, seen);
    return seen;
  });
  const wrong = (node: Expr) =>
    isWrong(
      exactly.get(node)!,
      singly.get(node)!,
      nearby.map((values) => values.get(node) ?? Number.POSITIVE_INFINITY),
    );
  const culprit = [...exactly.keys()].find(
    (node) => wrong(node) && (node.kind !== 'call' || !node.args.some(wrong)),
  );
  const { reason, part } = explain(culprit ?? formula.expr, (node) => exactly.get(node)!);
  return formulaFault(formula, `${reason} at V = ${where}`, placeOf(part, formula));
}

/** Where a part of a formula stands; what a function brings stands where the function does. */
function placeOf(part: Expr, { places }: Formula): number {
  const known = new Map<Expr, boolean>([[part, true]]);
  const contains = (node: Expr): boolean => {
    if (!known.has(node)) known.set(node, node.kind === 'call' && node.args.some(contains));
    return known.get(node)!;
  };
  const around = [...places].filter(([node]) => contains(node));
  // The innermost is the first to be complete.
  return around[0]?.[1] ?? 0;
}

/** Of an equation whose formulas are right by themselves: what they are divided by is too small. */
function dividedFault(
  equation: string,
  { values, capacitance }: MembraneFormulas,
  exact: Readonly<Record<string, number>>,
  where: string,
): InputError {
  const tau = values.find(({ name }) => name === `${equation}.tau`)?.formula;
  const divisor = equation === POTENTIAL ? capacitance : tau;
  if (!divisor) return new InputError(`${equation}: leaves float32 at V = ${where}`);
  const value = evaluate(divisor.expr, exact);
  return formulaFault(
    divisor,
    value === 0
      ? `it divides, and is 0 at V = ${where}`
      : `it divides, and is only ${brief(value)} at V = ${where}`,
    0,
  );
}

/** Names of the values that an equation is made of. */
function madeOf(membrane: Membrane, equation: string): ReadonlySet<string> {
  const { states, algebraic } = membraneEquations(membrane);
  const formulas = new Map(algebraic.map(({ name, formula }) => [name, formula]));
  const found = new Set<string>();
  const visit = (expr: Expr): void => {
    for (const name of symbolsOf(expr)) {
      const formula = formulas.get(name);
      if (!formula || found.has(name)) continue;
      found.add(name);
      visit(formula);
    }
  };
  visit(states.find(({ name }) => name === equation)?.slope ?? symbol(equation));
  return found;
}

/** What is wrong with a part of a formula whose own parts are right, and where to point. */
function explain(node: Expr, numberOf: (node: Expr) => number): { reason: string; part: Expr } {
  const value = brief(numberOf(node));
  if (node.kind !== 'call') return { reason: `leaves float32 (${value})`, part: node };
  switch (node.operation) {
    case 'divide': {
      const [, y] = node.args;
      // A denominator that is large leaves float32 as a small quotient does.
      if (Math.abs(numberOf(y)) < 1) return { reason: 'divides by zero', part: y };
      break;
    }
    case 'log':
    case 'sqrt':
      return { reason: `has no value (${node.operation} of ${brief(numberOf(node.args[0]))})`, part: node };
    case 'power': {
      const [x, y] = node.args;
      if (numberOf(x) === 0 && numberOf(y) < 0) return { reason: 'divides by zero', part: x };
      if (Number.isNaN(numberOf(node)))
        return { reason: `has no value (${brief(numberOf(x))}^${brief(numberOf(y))})`, part: node };
      break;
    }
    case 'exp':
      return {
        reason: `leaves float32, where an exponential ends at 1e30 (exp of ${brief(numberOf(node.args[0]))})`,
        part: node,
      };
  }
  return { reason: `leaves float32 (${value})`, part: node };
}

const brief = (value: number): string => String(Number(value.toPrecision(6)));

/** The point, as it stands behind "V =": V, and what else is not where it is usually. */
function whereOf(point: Point, middle: Point): string {
  const moved = movedOf(point, middle).map(([name, value]) => `, ${name} = ${brief(value)}`);
  return `${brief(point[POTENTIAL]!)} mV${moved.join('')}`;
}
