import { evaluate } from './evaluate.ts';
import { type Expr, symbolsOf } from './expr.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** Potentials that formulas are kept right for, mV. */
export const POTENTIALS: Range = [-150, 150];
/** Potentials that a formula of V is tried at, 0.25 mV apart: finer than any rate of a membrane changes. */
const SAMPLES = 1201;

/**
 * The range of an expression for V in -150..150 mV, or undefined if it is not bounded or not known.
 * @param known ranges of subexpressions
 */
export function rangeOf(expr: Expr, known: ReadonlyMap<Expr, Range>): Range | undefined {
  const given = known.get(expr);
  if (given) return given;
  if (expr.kind === 'number') return [expr.value, expr.value];
  if ([...symbolsOf(expr)].every((name) => name === 'V')) return sampledRange(expr);
  if (expr.kind === 'symbol') return undefined;
  const ranges = expr.args.map((arg) => rangeOf(arg, known));
  if (ranges.includes(undefined)) return undefined;
  const [x, y = [0, 0]] = ranges as Range[];
  const [[a, b], [c, d]] = [x!, y];
  switch (expr.operation) {
    case 'add':
      return [a + c, b + d];
    case 'subtract':
      return [a - d, b - c];
    case 'negate':
      return [-b, -a];
    case 'multiply':
      return [Math.min(a * c, a * d, b * c, b * d), Math.max(a * c, a * d, b * c, b * d)];
    case 'power':
      return a >= 0 && c === d && c > 0 ? [a ** c, b ** c] : undefined;
    default:
      return undefined;
  }
}

function sampledRange(expr: Expr): Range | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < SAMPLES; i++) {
    const V = POTENTIALS[0] + ((POTENTIALS[1] - POTENTIALS[0]) * i) / (SAMPLES - 1);
    const value = evaluate(expr, { V });
    if (!Number.isFinite(value)) return undefined;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return [min, max];
}
