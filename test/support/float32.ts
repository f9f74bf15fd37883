import { float64Operations } from '../../src/formula/evaluate.ts';
import type { Expr } from '../../src/formula/expr.ts';
import { schedule } from '../../src/formula/schedule.ts';

/**
 * Formulas of their own names as a map that is applied again and again, rounded to float32 after every operation.
 * @returns the values after that many steps
 */
export function iterateFloat32(
  formulas: ReadonlyMap<string, Expr>,
  start: Readonly<Record<string, number>>,
  steps: number,
): Record<string, number> {
  const { nodes, outputs } = schedule(formulas, new Set(Object.keys(start)));
  const values = Float32Array.from(nodes, (node) => (node.kind === 'number' ? node.value : 0));
  const inputs = nodes.flatMap((node, id) => (node.kind === 'symbol' ? [{ id, name: node.name }] : []));
  const calls = nodes.flatMap((node, id) =>
    node.kind === 'call' ? [{ id, args: node.args, value: float64Operations[node.operation] }] : [],
  );
  const state: Record<string, number> = {};
  for (const [name, value] of Object.entries(start)) state[name] = Math.fround(value);
  for (let step = 0; step < steps; step++) {
    for (const { id, name } of inputs) values[id] = state[name] ?? Number.NaN;
    for (const { id, args, value } of calls) {
      const [x = 0, y = 0, z = 0] = args;
      values[id] = value(values[x] ?? 0, values[y] ?? 0, values[z] ?? 0);
    }
    for (const [name, id] of outputs) state[name] = values[id] ?? Number.NaN;
  }
  return state;
}
