import { call, divide, type Expr, isCall, multiply, negate, rewriteAll } from '../expr.ts';
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
    let best = formulas;
    for (const name of formulas.keys()) {
      const whole = best.get(name)!;
      const merged = merge(whole, new Map());
      // Formulas that contain this one go on sharing it.
      const candidate = rewriteAll(best, (node) => (node === whole ? merged : node));
      if (divisions(candidate) < divisions(best)) best = candidate;
    }
    return best;
  },
};

function divisions(formulas: Formulas): number {
  return schedule(formulas, new Set()).nodes.filter(
    (node) => node.kind === 'call' && node.operation === 'divide',
  ).length;
}

function value({ numerator, denominator }: Fraction): Expr {
  return denominator ? divide(numerator, denominator) : numerator;
}

/** Outside of any quotient, terms without a denominator stay apart: x + a/b is cheaper and rounds less than (bx + a)/b. */
function merge(expr: Expr, cache: Map<Expr, Fraction>): Expr {
  if (isCall(expr, 'add') || isCall(expr, 'subtract')) {
    const whole = expr.args.map((arg) => fraction(arg, cache).denominator === undefined);
    if (whole[0] !== whole[1]) return call(expr.operation, ...expr.args.map((arg) => merge(arg, cache)));
  }
  return value(fraction(expr, cache));
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
  const [x, y] = expr.args.slice(0, 2).map((arg) => fraction(arg, cache)) as [Fraction, Fraction];
  switch (expr.operation) {
    case 'negate':
      return { numerator: negate(x.numerator), denominator: x.denominator };
    case 'multiply':
      return {
        numerator: multiply(x.numerator, y.numerator),
        denominator: product(x.denominator, y.denominator),
      };
    case 'divide':
      if (x.denominator === y.denominator) return { numerator: x.numerator, denominator: y.numerator };
      return {
        numerator: product(x.numerator, y.denominator)!,
        denominator: product(x.denominator, y.numerator),
      };
    case 'add':
    case 'subtract':
      if (x.denominator === y.denominator) {
        return { numerator: call(expr.operation, x.numerator, y.numerator), denominator: x.denominator };
      }
      return {
        numerator: call(
          expr.operation,
          product(x.numerator, y.denominator)!,
          product(y.numerator, x.denominator)!,
        ),
        denominator: product(x.denominator, y.denominator),
      };
    default:
      // A function takes the value of its arguments; their own quotients are merged among themselves.
      return { numerator: call(expr.operation, ...expr.args.map((arg) => value(fraction(arg, cache)))) };
  }
}

function product(x: Expr | undefined, y: Expr | undefined): Expr | undefined {
  return x && y ? multiply(x, y) : (x ?? y);
}
