import { evaluate, float64Operations } from '../formula/evaluate.ts';
import { type Expr, number, rewriteAll, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { singleOperations } from '../formula/single.ts';
import { tabulate } from '../formula/table.ts';
import { InputError } from '../input/schema.ts';
import { closure } from '../system/equations.ts';
import { membraneEquations } from './equations.ts';
import { formulaFault } from './fault.ts';
import { type Formula, formulasOf, type MembraneFormulas } from './formulas.ts';
import type { Membrane } from './membrane.ts';
import { POTENTIAL, STIMULUS } from './names.ts';

// What formulas come to inside the range of the potential: a division by zero, a logarithm of what is not positive, or a number
// that float32 does not hold would make a neuron diverge in the middle of a run.

/** Distance of the potentials that are tried, mV: with other states in the middle of their ranges, and at their ends. */
const FINE = 0.5;
const COARSE = 5;
/** Relative difference that leaving float32 makes where it matters, and what it is seen against. */
const DIFFERENT = 1e-3;
const NEGLIGIBLE = 1e-9;
/** How much larger a value is at a pole than beside it. */
const STEEP = 1e6;

/** What counts as infinite next to a pole, and what never matters. */
const LIMITLESS = 1e9;
const UNSEEN = 1e-20;

/** Values of V and of all other states. */
type Point = Readonly<Record<string, number>>;

/**
 * Tries every equation of a membrane with its default parameters at potentials from -150 to 150 mV.
 * @throws InputError with the formula and the potential, for what is no number or leaves float32 there
 */
export function checkValues(membrane: Membrane): void {
  const { states, equations, closed } = equationsAt(membrane);
  const { middle } = states[0]!;
  const points = pointsOf(states);
  const symbols = Object.fromEntries(
    states.map(({ name }) => [name, Float64Array.from(points, (point) => point[name]!)]),
  );
  const exact = tabulate(equations, symbols, points.length);
  const single = tabulate(equations, symbols, points.length, singleOperations);
  for (const name of equations.keys()) {
    const [x, y] = [exact.get(name)!, single.get(name)!];
    const scale = median(x);
    const bad = points.filter((_, i) => isFault(x[i]!, y[i]!, scale));
    if (bad.length > 0)
      throw faultAt({ membrane, equation: name, point: plainest(bad, middle), middle, closed });
  }
  const pole = findPole(equations, middle, states);
  if (pole) throw faultAt({ membrane, ...pole, middle, closed, huge: LIMITLESS });
}

interface Tried {
  readonly name: string;
  readonly range: readonly [number, number];
  readonly middle: Point;
}

/** The equations with the default parameters, as functions of the states alone. */
function equationsAt(membrane: Membrane) {
  const { states, algebraic, numbers } = membraneEquations(membrane);
  const constants = new Map(numbers.map(({ symbol: name, value }) => [name, number(value)] as const));
  const closed = new Map([...closure({ inputs: [], algebraic }), [STIMULUS, number(0)] as const]);
  const canonical = (formulas: ReadonlyMap<string, Expr>) =>
    applyPasses(substituteAll(substituteAll(formulas, closed), constants), canonicalPasses);
  const starts = canonical(
    new Map(states.flatMap(({ name, initial }) => (initial ? [[name, initial] as const] : []))),
  );
  // A definition may stand in a branch that is not taken where it has no value.
  const always = algebraic
    .filter(({ name }) => !Object.hasOwn(membrane.definitions, name))
    .map(({ name }) => [name, symbol(name)] as const);
  const middle = Object.fromEntries(
    states.map(({ name, range: [low, high] }) => {
      const start = starts.get(name);
      const value = start ? evaluate(start, {}) : Number.NaN;
      return [name, value >= low && value <= high ? value : (low + high) / 2];
    }),
  );
  return {
    states: states.map(({ name, range }): Tried => ({ name, range, middle })),
    equations: canonical(
      new Map([...always, ...[...states].reverse().map(({ name, slope }) => [name, slope] as const)]),
    ),
    closed: canonical(new Map(algebraic.map(({ name }) => [name, symbol(name)]))),
  };
}

/** All potentials with the other states in the middle, and fewer with one or all of them at an end. */
function pointsOf(states: readonly Tried[]): Point[] {
  const [potential, ...others] = states;
  const end = (side: 0 | 1, some: readonly Tried[]): Point => ({
    ...potential!.middle,
    ...Object.fromEntries(some.map(({ name, range }) => [name, range[side]])),
  });
  const ends = ([0, 1] as const).flatMap((side) => [
    ...(others.length > 1 ? [end(side, others)] : []),
    ...others.map((one) => end(side, [one])),
  ]);
  return [
    ...potentials(FINE).map((V) => ({ ...potential!.middle, [POTENTIAL]: V })),
    ...ends.flatMap((point) => potentials(COARSE).map((V) => ({ ...point, [POTENTIAL]: V }))),
  ];
}

function potentials(distance: number): number[] {
  const [low, high] = POTENTIALS;
  return Array.from({ length: Math.round((high - low) / distance) + 1 }, (_, i) => low + i * distance);
}

/** Whether a value is no number, or another one where numbers end with float32. @param scale of the value elsewhere */
function isFault(exact: number, single: number, scale: number): boolean {
  if (!Number.isFinite(exact) || !Number.isFinite(single)) return true;
  const size = Math.max(Math.abs(exact), Math.abs(single));
  return size > NEGLIGIBLE * scale && size > 1e-30 && Math.abs(exact - single) > DIFFERENT * size;
}

function median(values: Float64Array): number {
  const sizes = values.map(Math.abs).filter(Number.isFinite).sort();
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

/** The point with the fewest states away from the middle, and of these the one whose potential is nearest to 0. */
function plainest(points: readonly Point[], middle: Point): Point {
  const strangeness = (point: Point) => 1e6 * movedOf(point, middle).length + Math.abs(point[POTENTIAL]!);
  return points.reduce((best, point) => (strangeness(point) < strangeness(best) ? point : best));
}

/** The states but the potential that are not in the middle, with their values. */
const movedOf = (point: Point, middle: Point): [string, number][] =>
  Object.entries(point).filter(([name, value]) => name !== POTENTIAL && value !== middle[name]);

/** A potential between those that were tried at which a denominator is 0 and an equation goes to infinity. */
function findPole(
  equations: ReadonlyMap<string, Expr>,
  middle: Point,
  states: readonly Tried[],
): { readonly equation: string; readonly point: Point } | undefined {
  const denominators = new Map<string, Expr>();
  rewriteAll(equations, (node) => {
    if (node.kind !== 'call') return node;
    const [x, y] = node.args as [Expr, Expr];
    if (node.operation === 'divide') denominators.set(String(denominators.size), y);
    if (node.operation === 'power' && !(y.kind === 'number' && y.value >= 0))
      denominators.set(String(denominators.size), x);
    return node;
  });
  const tried = Float64Array.from(potentials(FINE));
  const symbols = Object.fromEntries(
    states.map(({ name }) => [
      name,
      name === POTENTIAL ? tried : new Float64Array(tried.length).fill(middle[name]!),
    ]),
  );
  for (const [id, values] of tabulate(denominators, symbols, tried.length)) {
    const size = (V: number) => Math.abs(evaluate(denominators.get(id)!, { ...middle, [POTENTIAL]: V }));
    for (let i = 1; i < tried.length - 1; i++) {
      const [a, b, c] = [values[i - 1]!, values[i]!, values[i + 1]!];
      const dips = Math.abs(b) < Math.abs(a) && Math.abs(b) <= Math.abs(c);
      if (
        !dips ||
        (Math.sign(a) === Math.sign(c) && Math.abs(b) > Math.abs(a) / 2 && Math.abs(b) > Math.abs(c) / 2)
      )
        continue;
      // Decimals find what people wrote.
      const V = Number(leastBetween(tried[i - 1]!, tried[i + 1]!, size).toFixed(9));
      const equation = [...equations].find(([, expr]) => isSteep(expr, V, middle))?.[0];
      if (equation) return { equation, point: { ...middle, [POTENTIAL]: V } };
    }
  }
  return undefined;
}

/** Where a function with one dip is least, by golden sections. */
function leastBetween(low: number, high: number, size: (x: number) => number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  for (let n = 0; n < 100 && b - a > 1e-13; n++) {
    const [x, y] = [b - share * (b - a), a + share * (b - a)];
    if (size(x) <= size(y)) b = y;
    else a = x;
  }
  return (a + b) / 2;
}

function isSteep(expr: Expr, V: number, middle: Point): boolean {
  const at = (potential: number) => Math.abs(evaluate(expr, { ...middle, [POTENTIAL]: potential }));
  const here = at(V);
  return !(here <= STEEP * Math.max(at(V - FINE), at(V + FINE), 1e-30));
}

/** An equation that is at fault at a point. */
interface Found {
  readonly membrane: Membrane;
  /** A state, or a value that every neuron is in need of. */
  readonly equation: string;
  readonly point: Point;
  readonly middle: Point;
  readonly closed: ReadonlyMap<string, Expr>;
  /** From where on a value counts as infinite. */
  readonly huge?: number;
}

/** What is wrong with an equation at a point: the formula from which it comes, and the place in it. */
function faultAt(found: Found): InputError {
  const { membrane, equation, point, middle, closed, huge = Number.POSITIVE_INFINITY } = found;
  const formulas = formulasOf(membrane);
  const isWrong = (exact: number, single: number) =>
    isFault(exact, single, UNSEEN / NEGLIGIBLE) || Math.abs(exact) >= huge;
  const known = (operations: typeof float64Operations): Record<string, number> => ({
    ...Object.fromEntries(Object.entries(membrane.parameters).map(([name, { value }]) => [name, value])),
    ...point,
    ...Object.fromEntries(
      [...closed].map(([name, expr]) => [name, evaluate(expr, point, new Map(), operations)]),
    ),
  });
  const [exact, single] = [known(float64Operations), known(singleOperations)];
  const used = madeOf(membrane, equation);
  const from = formulas.values.find(
    ({ name, formula }) => formula && used.has(name) && isWrong(exact[name]!, single[name]!),
  );
  const formula = from?.formula ?? formulas.slopes.get(equation);
  const where = whereOf(point, middle);
  if (!formula) return dividedFault(equation, formulas, exact, where);
  const [exactly, singly] = [new Map<Expr, number>(), new Map<Expr, number>()];
  evaluate(formula.expr, exact, exactly);
  evaluate(formula.expr, single, singly, singleOperations);
  const wrong = (node: Expr) => isWrong(exactly.get(node)!, singly.get(node)!);
  const culprit = [...exactly.keys()].find(
    (node) => wrong(node) && (node.kind !== 'call' || !node.args.some(wrong)),
  );
  const { reason, part } = explain(culprit ?? formula.expr, (node) => exactly.get(node)!);
  return formulaFault(formula, `${reason} ${where}`, placeOf(part, formula));
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
  if (!divisor) return new InputError(`${equation}: leaves float32 ${where}`);
  const value = evaluate(divisor.expr, exact);
  return formulaFault(
    divisor,
    `it divides, and is ${value === 0 ? '0' : `only ${brief(value)}`} ${where}`,
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
  const [x, y] = node.args as [Expr, Expr];
  switch (node.operation) {
    case 'divide':
      // A denominator that is large leaves float32 as a small quotient does.
      if (Math.abs(numberOf(y)) < 1) return { reason: 'divides by zero', part: y };
      break;
    case 'log':
    case 'sqrt':
      return { reason: `has no value (${node.operation} of ${brief(numberOf(x))})`, part: node };
    case 'power':
      if (numberOf(x) === 0 && numberOf(y) < 0) return { reason: 'divides by zero', part: x };
      if (Number.isNaN(numberOf(node)))
        return { reason: `has no value (${brief(numberOf(x))}^${brief(numberOf(y))})`, part: node };
      break;
    case 'exp':
      return {
        reason: `leaves float32, where an exponential ends at 1e30 (exp of ${brief(numberOf(x))})`,
        part: node,
      };
  }
  return { reason: `leaves float32 (${value})`, part: node };
}

const brief = (value: number): string => String(Number(value.toPrecision(6)));

/** The point in words: V, and what else is not where it is usually. */
function whereOf(point: Point, middle: Point): string {
  const moved = movedOf(point, middle).map(([name, value]) => `, ${name} = ${brief(value)}`);
  return `at V = ${brief(point[POTENTIAL]!)} mV${moved.join('')}`;
}
