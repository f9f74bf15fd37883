import { type Expr, symbolsOf } from './expr.ts';
import { compileFloat64 } from './float64.ts';

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** Potentials that formulas are kept right for, mV. */
export const POTENTIALS: Range = [-150, 150];
/** Potentials that a formula of V is tried at, 0.25 mV apart: finer than any rate of a membrane changes. */
const SAMPLES = 1201;

/**
 * The range of an expression for V in -150..150 mV, or undefined if it is not bounded or not known.
 * @param known ranges of subexpressions; those that are found are added
 */
export function rangeOf(expr: Expr, known: Map<Expr, Range | undefined>): Range | undefined {
  if (!known.has(expr)) known.set(expr, compute(expr, known));
  return known.get(expr);
}

function compute(expr: Expr, known: Map<Expr, Range | undefined>): Range | undefined {
  if (expr.kind === 'number') return [expr.value, expr.value];
  if ([...symbolsOf(expr)].every((name) => name === 'V')) return sampledRange(expr);
  if (expr.kind === 'symbol') return undefined;
  const ranges = expr.args.map((arg) => rangeOf(arg, known));
  if (ranges.includes(undefined)) return undefined;
  const [[a, b], [c, d] = [0, 0]] = ranges as [Range, Range | undefined];
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
  const program = compileFloat64(new Map([['value', expr]]), new Set(['V']), SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    if (program.inputs.V)
      program.inputs.V[i] = POTENTIALS[0] + ((POTENTIALS[1] - POTENTIALS[0]) * i) / (SAMPLES - 1);
  }
  program.setup(SAMPLES);
  program.body(SAMPLES);
  const values = program.outputs.value!;
  if (!values.every(Number.isFinite)) return undefined;
  return [values.reduce((x, y) => Math.min(x, y)), values.reduce((x, y) => Math.max(x, y))];
}
