import { add, type Expr, multiply, number } from './expr.ts';

/** c0 + c1 x + c2 x^2 + ... by Horner's rule; one without odd (or even) terms from x^2 on goes by x^2. */
export function polynomial(x: Expr, coefficients: readonly number[]): Expr {
  const [c0 = 0, c1 = 0, ...higher] = coefficients;
  const start = add(number(c0), multiply(number(c1), x));
  if (higher.every((c) => c === 0)) return c1 === 0 ? number(c0) : start;
  if (higher.every((c, i) => i % 2 === 0 || c === 0)) {
    const square = multiply(x, x);
    return add(
      start,
      multiply(
        square,
        horner(
          square,
          higher.filter((_, i) => i % 2 === 0),
        ),
      ),
    );
  }
  return horner(x, coefficients);
}

function horner(x: Expr, coefficients: readonly number[]): Expr {
  return coefficients.map(number).reduceRight((sum, c) => add(c, multiply(x, sum)));
}
