import { evaluate } from '../formula/evaluate.ts';
import { type Expr, isCall, number, rewriteAll, substituteAll, symbol, symbolsOf } from '../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../formula/optimise.ts';
import { POTENTIALS } from '../formula/ranges.ts';
import { singleOperations } from '../formula/single.ts';
import { tabulate } from '../formula/table.ts';
import { closure } from '../system/equations.ts';
import { checkLiterals, faultAt, isSteep } from './blame.ts';
import { membraneEquations } from './equations.ts';
import { formulasOf } from './formulas.ts';
import { checkConstants, checkTimeConstants } from './meanings.ts';
import type { Membrane } from './membrane.ts';
import { POTENTIAL, STIMULUS } from './names.ts';
import { isFault, movedOf, type Point } from './point.ts';

// What formulas come to inside the range of the potential: a division by zero, a logarithm of what is not positive, or a number
// that float32 does not hold would make a neuron diverge in the middle of a run.

/** Distance of the potentials that are tried, mV: with other states in the middle of their ranges, and at their ends. */
const FINE = 0.5;
const COARSE = 5;

/**
 * Tries every equation of a membrane with its default parameters at potentials from -150 to 150 mV, and between them where it may have no value.
 * @throws InputError with the formula and the potential, for what is no number or leaves float32 there
 */
export function checkValues(membrane: Membrane): void {
  checkLiterals(membrane);
  const { states, equations, closed, capacitance, starts } = equationsAt(membrane);
  checkConstants(membrane, capacitance, starts);
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
  if (pole) throw faultAt({ membrane, ...pole, middle, closed, beside: besideOf(pole.point) });
  // With other states at their ends, which none may come to, a formula need not mean anything.
  checkTimeConstants(membrane, points.slice(0, potentials(FINE).length), exact);
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
  const starts = new Map(
    [
      ...canonical(
        new Map(states.flatMap(({ name, initial }) => (initial ? [[name, initial] as const] : []))),
      ),
    ].map(([name, start]) => [name, evaluate(start, {})] as const),
  );
  // A definition may stand in a branch that is not taken where it has no value; one that stands nowhere can be recorded all the same.
  const used = new Set(
    [...algebraic.map(({ formula }) => formula), ...states.map(({ slope }) => slope)].flatMap((formula) => [
      ...symbolsOf(formula),
    ]),
  );
  const always = algebraic
    .filter(({ name }) => !(Object.hasOwn(membrane.definitions, name) && used.has(name)))
    .map(({ name }) => [name, symbol(name)] as const);
  const middle = Object.fromEntries(
    states.map(({ name, range: [low, high] }) => {
      const start = starts.get(name) ?? Number.NaN;
      return [name, start >= low && start <= high ? start : (low + high) / 2];
    }),
  );
  return {
    states: states.map(({ name, range }): Tried => ({ name, range, middle })),
    starts,
    equations: canonical(
      new Map([...always, ...[...states].reverse().map(({ name, slope }) => [name, slope] as const)]),
    ),
    closed: canonical(new Map(algebraic.map(({ name }) => [name, symbol(name)]))),
    capacitance: evaluate(canonical(new Map([['C', formulasOf(membrane).capacitance.expr]])).get('C')!, {}),
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

function median(values: Float64Array): number {
  const sizes = values.map(Math.abs).filter(Number.isFinite).sort();
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

/** The point with the fewest states away from the middle, and of these the one whose potential is nearest to 0. */
function plainest(points: readonly Point[], middle: Point): Point {
  const strangeness = (point: Point) => 1e6 * movedOf(point, middle).length + Math.abs(point[POTENTIAL]!);
  return points.reduce((best, point) => (strangeness(point) < strangeness(best) ? point : best));
}

/** On both sides of a potential at which an equation goes to infinity, or has no value. */
const besideOf = (point: Point): Point[] =>
  [-FINE, FINE].map((distance) => ({ ...point, [POTENTIAL]: point[POTENTIAL]! + distance }));

/**
 * A potential between those that were tried at which a denominator or the argument of a logarithm is 0, or that of a root below 0, and an
 * equation goes to infinity or has no value.
 */
function findPole(
  equations: ReadonlyMap<string, Expr>,
  middle: Point,
  states: readonly Tried[],
): { readonly equation: string; readonly point: Point } | undefined {
  const parts = new Map<string, Expr>();
  const below = new Set<string>();
  const note = (part: Expr, isBelow = false) => {
    if (isBelow) below.add(String(parts.size));
    parts.set(String(parts.size), part);
  };
  rewriteAll(equations, (node) => {
    if (isCall(node, 'divide')) note(node.args[1]);
    if (isCall(node, 'log')) note(node.args[0]);
    if (isCall(node, 'sqrt')) note(node.args[0], true);
    if (isCall(node, 'power')) {
      const [x, y] = node.args;
      if (!(y.kind === 'number' && y.value >= 0)) note(x);
      else if (!Number.isInteger(y.value)) note(x, true);
    }
    return node;
  });
  const tried = Float64Array.from(potentials(FINE));
  const symbols = Object.fromEntries(
    states.map(({ name }) => [
      name,
      name === POTENTIAL ? tried : new Float64Array(tried.length).fill(middle[name]!),
    ]),
  );
  for (const [id, values] of tabulate(parts, symbols, tried.length)) {
    const size = (V: number) => {
      const value = evaluate(parts.get(id)!, { ...middle, [POTENTIAL]: V });
      return below.has(id) ? value : Math.abs(value);
    };
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
      const point = { ...middle, [POTENTIAL]: V };
      const at = (expr: Expr) => (place: Point) => evaluate(expr, place);
      const equation = [...equations].find(([, expr]) =>
        isSteep(at(expr)(point), besideOf(point).map(at(expr))),
      )?.[0];
      if (equation) return { equation, point };
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
