import { type Expr, type Operation, symbolsOf } from '../../src/formula/expr.ts';
import { operationCounts as countsOf, schedule } from '../../src/formula/schedule.ts';

/** How often each operation is computed when formulas are evaluated together and all of their symbols change. */
export function operationCounts(formulas: ReadonlyMap<string, Expr>): Partial<Record<Operation, number>> {
  const symbols = [...formulas.values()].flatMap((formula) => [...symbolsOf(formula)]);
  return countsOf(schedule(formulas, new Set(symbols)));
}
