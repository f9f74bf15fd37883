import {
  add,
  call,
  type Expr,
  less,
  multiply,
  negate,
  number,
  select,
  subtract,
} from '../../formula/expr.ts';
import { polynomial } from '../../formula/polynomial.ts';

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
/** Terms of the Taylor series of sin(x) / x in x^2, exact to float64 up to pi / 2. */
const series = Array.from({ length: 12 }, (_, k) => (k % 2 === 0 ? 1 : -1) / factorial(2 * k + 1));

/** The sine of so many whole turns, 0 at 0 and 1 at a quarter of a turn. */
export function sineOfTurns(turns: Expr): Expr {
  const nearest = call('floor', add(turns, number(0.5)));
  const rest = subtract(turns, nearest);
  // Between a quarter and a half of a turn it comes back the way that it went.
  const folded = subtract(number(0.25), call('abs', subtract(call('abs', rest), number(0.25))));
  const angle = multiply(number(2 * Math.PI), folded);
  const sine = multiply(angle, polynomial(multiply(angle, angle), series));
  return select(less(rest, number(0)), negate(sine), sine);
}
