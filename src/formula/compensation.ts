import { add, type Expr, isCall, number, rewriteAll, subtract, symbol } from './expr.ts';
import type { Formulas } from './passes/pass.ts';

/** The name of what rounding has left out of a variable so far. */
export const residueOf = (name: string): string => `${name}_residue`;

/**
 * Sums with twice the digits (Kahan 1965): where the next value of a variable is its value plus a change, what rounding
 * leaves out of the sum is kept in a further variable and added to the next change. A cell that creeps towards its
 * threshold needs it, since its changes are small against its potential. Variables whose next value is not such a sum
 * have a residue of 0.
 */
export function compensateSums(formulas: Formulas, names: readonly string[]): Formulas {
  let compensated: Formulas = formulas;
  for (const name of names) {
    const residue = symbol(residueOf(name));
    const sum = compensated.get(name)!;
    const change = changeOf(sum, name);
    const whole = change && add(change, residue);
    const next = whole ? add(symbol(name), whole) : sum;
    const left = whole ? subtract(whole, subtract(next, symbol(name))) : number(0);
    // Formulas that use the new value go on sharing it.
    compensated = rewriteAll(new Map([...compensated, [residueOf(name), left]]), (node) =>
      node === sum ? next : node,
    );
  }
  return compensated;
}

/** y of a sum x + y, where x is the variable. */
function changeOf(expr: Expr, name: string): Expr | undefined {
  if (!isCall(expr, 'add')) return undefined;
  const [x, y] = expr.args;
  const isVariable = (arg: Expr) => arg.kind === 'symbol' && arg.name === name;
  if (isVariable(x)) return y;
  return isVariable(y) ? x : undefined;
}
