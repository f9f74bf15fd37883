import { float64Operations } from '../../src/formula/evaluate.ts';
import type { Expr } from '../../src/formula/expr.ts';
import { schedule } from '../../src/formula/schedule.ts';

/** The value of a formula of one symbol at some numbers, rounded to float32 after every operation. */
export function evaluateFloat32(expr: Expr, name: string, inputs: readonly number[]): number[] {
  return traceFloat32(expr, name, inputs).map(({ value }) => value);
}

/**
 * The same, with the largest magnitude of all that is computed on the way: infinite where something exceeds float32 or
 * is no number.
 */
export function traceFloat32(
  expr: Expr,
  name: string,
  inputs: readonly number[],
): { value: number; largest: number }[] {
  const { nodes, outputs } = schedule(new Map([['out', expr]]), new Set([name]));
  const values = new Float32Array(nodes.length);
  const computeAt = (input: number) => {
    let largest = 0;
    for (let id = 0; id < nodes.length; id++) {
      const node = nodes[id]!;
      if (node.kind === 'number') values[id] = node.value;
      else if (node.kind === 'symbol') values[id] = node.name === name ? input : Number.NaN;
      else {
        const [x = 0, y = 0, z = 0] = node.args;
        values[id] = float64Operations[node.operation](values[x]!, values[y]!, values[z]!);
      }
      const size = Math.abs(values[id]!);
      largest = size <= largest ? largest : Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
    }
    return largest;
  };
  return inputs.map((input) => {
    const largest = computeAt(input);
    return { value: values[outputs.get('out')!]!, largest };
  });
}

/**
 * The value of a formula as a GPU computes it: every real value is rounded to float32, counts of steps are not.
 * @param values of its symbols
 * @param counts names of those that are counts of steps
 */
export function evaluateWithCounts(
  expr: Expr,
  values: Readonly<Record<string, number>>,
  counts: ReadonlySet<string>,
): number {
  const types = new Map([...counts].map((name) => [name, 'step'] as const));
  const { nodes, outputs } = schedule(new Map([['out', expr]]), new Set(), types);
  const results: number[] = [];
  for (const node of nodes) {
    const value =
      node.kind === 'number'
        ? node.value
        : node.kind === 'symbol'
          ? values[node.name]!
          : float64Operations[node.operation](
              ...(node.args.map((arg) => results[arg]!) as [number, number, number]),
            );
    results.push(node.type === 'step' ? value : Math.fround(value));
  }
  return results[outputs.get('out')!]!;
}

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
