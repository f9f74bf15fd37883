import { call, divide, type Expr, multiply, negate, type Operation, rewriteAll } from '../expr.ts';
import { schedule } from '../schedule.ts';
import type { Formulas, Pass } from './pass.ts';

/** numerator / denominator; no denominator means 1. */
interface Fraction {
  readonly numerator: Expr;
  readonly denominator?: Expr | undefined;
}

/**
 * Brings sums, products and quotients of fractions over one denominator, where that leaves fewer divisions: a rate
 * that is itself a quotient then costs no division of its own inside an implicit step.
 */
export const mergeQuotients: Pass = {
  name: 'quotients',
  description: 'nested quotients are brought over one denominator where that saves divisions',
  error: 0,
  apply: (formulas) => {
    // Quotients before sums: x + a/b rounds less than (bx + a)/b where both have one division.
    return mergeEach(mergeEach(formulas, ['divide']), ['add', 'subtract']);
  },
};

function mergeEach(formulas: Formulas, operations: readonly Operation[]): Formulas {
  let best = formulas;
  // The outermost first: what is merged into one is not tried by itself again.
  for (const node of candidates(formulas, operations).reverse()) {
    if (!candidates(best, operations).includes(node)) continue;
    const merged = value(fraction(node, new Map(wholesOutside(best, node))));
    // Formulas that contain this one go on sharing it.
    const candidate = rewriteAll(best, (other) => (other === node ? merged : other));
    if (divisions(candidate) < divisions(best)) best = candidate;
  }
  return best;
}

/** What is needed outside of an expression stays a value of its own inside it. */
function wholesOutside(formulas: Formulas, inside: Expr): [Expr, Fraction][] {
  const outside = new Set<Expr>();
  const visit = (expr: Expr) => {
    if (expr === inside || outside.has(expr)) return;
    outside.add(expr);
    if (expr.kind === 'call') expr.args.forEach(visit);
  };
  for (const expr of formulas.values()) visit(expr);
  return [...outside].map((expr) => [expr, { numerator: expr }]);
}

/** Calls of some operations that have a quotient directly inside; inner ones before those that contain them. */
function candidates(formulas: Formulas, operations: readonly Operation[]): Expr[] {
  const found: Expr[] = [];
  const holders = new Set<Expr>();
  rewriteAll(formulas, (node) => {
    if (node.kind !== 'call') return node;
    const holds = node.args.some((arg) => holders.has(arg));
    if (holds && operations.includes(node.operation)) found.push(node);
    if (node.operation === 'divide' || (holds && transparent.has(node.operation))) holders.add(node);
    return node;
  });
  return found;
}

/** Operations that a denominator can be taken out of. */
const transparent: ReadonlySet<Operation> = new Set(['add', 'subtract', 'multiply', 'negate']);

function divisions(formulas: Formulas): number {
  return schedule(formulas, new Set()).nodes.filter(
    (node) => node.kind === 'call' && node.operation === 'divide',
  ).length;
}

function value({ numerator, denominator }: Fraction): Expr {
  return denominator ? divide(numerator, denominator) : numerator;
}

function fraction(expr: Expr, cache: Map<Expr, Fraction>): Fraction {
  const known = cache.get(expr);
  if (known) return known;
  const result = compute(expr, cache);
  cache.set(expr, result);
  return result;
}

function compute(expr: Expr, cache: Map<Expr, Fraction>): Fraction {
  if (expr.kind !== 'call') return { numerator: expr };
  const fractions = expr.args.map((arg) => fraction(arg, cache));
  const [x, y] = fractions as [Fraction, Fraction];
  const wholes = fractions.map((arg): Fraction => ({ numerator: value(arg) }));
  // Two different denominators are not multiplied: their product can be too large for float32.
  const [p, q] =
    x.denominator && y?.denominator && x.denominator !== y.denominator ? [wholes[0]!, wholes[1]!] : [x, y];
  const denominator = p.denominator ?? q?.denominator;
  switch (expr.operation) {
    case 'negate':
      return { numerator: negate(p.numerator), denominator };
    case 'add':
    case 'subtract':
      return { numerator: call(expr.operation, over(p, denominator), over(q, denominator)), denominator };
    case 'multiply':
      if (p.denominator && q.denominator) return { numerator: multiply(value(p), value(q)) };
      return { numerator: multiply(p.numerator, q.numerator), denominator };
    case 'divide':
      return { numerator: over(p, denominator), denominator: over(q, denominator) };
    default:
      // A function takes the value of its arguments; their own quotients are merged among themselves.
      return { numerator: call(expr.operation, ...wholes.map(({ numerator }) => numerator)) };
  }
}

/** The numerator of a fraction that is brought over a denominator, its own or that of the other one. */
function over({ numerator, denominator }: Fraction, common: Expr | undefined): Expr {
  return denominator || !common ? numerator : multiply(numerator, common);
}
