import { float64Operations } from './evaluate.ts';
import type { Expr } from './expr.ts';
import { schedule } from './schedule.ts';

/**
 * Values of formulas at many points.
 * @param symbols the value of every symbol at each point
 * @param operations what the operations mean; float64 if they are not given
 */
export function tabulate(
  formulas: ReadonlyMap<string, Expr>,
  symbols: Readonly<Record<string, Float64Array>>,
  points: number,
  operations = float64Operations,
): Map<string, Float64Array> {
  const { nodes, outputs } = schedule(formulas, new Set(Object.keys(symbols)));
  const columns: Float64Array[] = [];
  for (const node of nodes) {
    if (node.kind === 'symbol') {
      columns.push(symbols[node.name]!);
      continue;
    }
    const column = new Float64Array(points);
    columns.push(column);
    if (node.kind === 'number') {
      column.fill(node.value);
      continue;
    }
    const value = operations[node.operation];
    const [x, y = x, z = x] = node.args.map((arg) => columns[arg]!);
    for (let i = 0; i < points; i++) column[i] = value(x![i]!, y![i]!, z![i]!);
  }
  return new Map([...outputs].map(([name, id]) => [name, columns[id]!]));
}
