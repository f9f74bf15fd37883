import { leastSquares, type Matrix } from './least-squares.ts';

/** What is fitted: residuals, and their derivatives by the parameters. */
export interface Fitted {
  /** What is left of each datum. */
  residuals(parameters: readonly number[]): readonly number[];
  /** A row for each residual, a column for each parameter. */
  jacobian(parameters: readonly number[]): Matrix;
  /** No parameter leaves these. */
  readonly bounds?: readonly (readonly [low: number, high: number])[];
}

/** Where a fit has come to. */
export interface Minimum {
  readonly parameters: readonly number[];
  /** Sum of the squares of the residuals. */
  readonly squares: number;
  readonly iterations: number;
  /** Whether it came to rest before it ran out of iterations. */
  readonly converged: boolean;
}

const MOST_ITERATIONS = 500;
/** A step, or what it gains, is nothing below this part of what there is. */
const NOTHING = 1e-14;
/** First damping, in squares of the lengths of columns. */
const FIRST_DAMPING = 1e-3;
/** Beyond this no step is left that would gain anything. */
const MOST_DAMPING = 1e20;

/**
 * The parameters with the least sum of squares in reach of a start (K. Levenberg, Q. Appl. Math. 2 (1944) 164-168; D. W. Marquardt,
 * J. SIAM 11 (1963) 431-441). Each step is the linear least-squares solution with a damping that is scaled by the longest column of
 * each parameter so far (J. J. More, Lect. Notes Math. 630 (1978) 105-116), so units do not matter; the damping goes by how well
 * the step before was foreseen (H. B. Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05, DTU 1999).
 * @param most iterations
 */
export function levenbergMarquardt(
  { residuals, jacobian, bounds }: Fitted,
  start: readonly number[],
  most = MOST_ITERATIONS,
): Minimum {
  const within = (x: readonly number[]) =>
    bounds ? x.map((value, i) => Math.min(bounds[i]![1], Math.max(bounds[i]![0], value))) : [...x];
  let x = within(start);
  let r = residuals(x);
  let squares = sumOfSquares(r);
  let scales = x.map(() => 0);
  let damping = FIRST_DAMPING;
  let growth = 2;
  for (let iteration = 1; iteration <= most; iteration++) {
    const matrix = jacobian(x);
    scales = scales.map((scale, k) => Math.max(scale, Math.hypot(...matrix.map((row) => row[k]!))));
    const negative = r.map((value) => -value);
    for (;;) {
      const damped = scales.map((scale, k) =>
        scales.map((_, i) => (i === k ? Math.sqrt(damping) * scale : 0)),
      );
      const step = leastSquares([...matrix, ...damped], [...negative, ...scales.map(() => 0)]);
      const next = within(x.map((value, i) => value + step[i]!));
      const moved = next.map((value, i) => value - x[i]!);
      const foreseen = squares - sumOfSquares(r.map((value, i) => value + product(matrix[i]!, moved)));
      const there = residuals(next);
      const gained = squares - sumOfSquares(there);
      const isStill =
        Math.abs(foreseen) <= NOTHING * squares ||
        moved.every((value, i) => Math.abs(value) <= NOTHING * (Math.abs(x[i]!) + NOTHING));
      if (gained > 0) {
        x = next;
        r = there;
        squares -= gained;
        const quality = foreseen > 0 ? gained / foreseen : 0;
        damping *= Math.max(1 / 3, 1 - (2 * quality - 1) ** 3);
        growth = 2;
        if (isStill) return { parameters: x, squares, iterations: iteration, converged: true };
        break;
      }
      if (isStill || squares === 0 || damping > MOST_DAMPING)
        return { parameters: x, squares, iterations: iteration, converged: true };
      damping *= growth;
      growth *= 2;
    }
  }
  return { parameters: x, squares, iterations: most, converged: false };
}

const product = (row: readonly number[], x: readonly number[]): number =>
  row.reduce((sum, value, i) => sum + value * x[i]!, 0);

const sumOfSquares = (r: readonly number[]): number => r.reduce((sum, value) => sum + value * value, 0);
