import type { Expr, Operation } from '../../src/formula/expr.ts';
import { schedule } from '../../src/formula/schedule.ts';

/** How often each operation is computed when formulas are evaluated together. */
export function operationCounts(formulas: ReadonlyMap<string, Expr>): Partial<Record<Operation, number>> {
  const counts: Partial<Record<Operation, number>> = {};
  for (const node of schedule(formulas, new Set()).nodes) {
    if (node.kind === 'call') counts[node.operation] = (counts[node.operation] ?? 0) + 1;
  }
  return counts;
}
