import { float64Operations } from './evaluate.ts';
import { type Expr, isTable, type Operation, type Tables } from './expr.ts';
import { type Node, schedule } from './schedule.ts';

/** Formulas as a program that works on many neurons at once, in float64 and without `eval`. */
export interface Float64Program {
  /** Neurons per run. */
  readonly width: number;
  /** Where to put the value of each symbol, one per neuron. */
  readonly inputs: Readonly<Record<string, Float64Array>>;
  /** Where the value of each output is after `body`, one per neuron. */
  readonly outputs: Readonly<Record<string, Float64Array>>;
  /** Computes what does not depend on the changing symbols, for the first `count` neurons. */
  setup(count: number): void;
  /** Computes everything else. */
  body(count: number): void;
}

type Kernel = (out: Float64Array, x: Float64Array, y: Float64Array, z: Float64Array, count: number) => void;

/**
 * Compiles formulas: each operation becomes one loop over the neurons of a block, so that the cost of interpreting is
 * shared by the whole block.
 * @param changing symbols whose value changes between two runs of `body`
 * @param width neurons per block
 * @param tables that they look numbers up in
 */
export function compileFloat64(
  formulas: ReadonlyMap<string, Expr>,
  changing: ReadonlySet<string>,
  width: number,
  tables: Tables = new Map(),
): Float64Program {
  const { nodes, outputs } = schedule(formulas, changing);
  const registers = nodes.map((node) => {
    const table = node.kind === 'symbol' ? tables.get(node.name) : undefined;
    if (table) return table;
    const register = new Float64Array(width);
    return node.kind === 'number' ? register.fill(node.value) : register;
  });
  const inputs = Object.fromEntries(
    nodes.flatMap((node, id) =>
      node.kind === 'symbol' && !isTable(node.name) ? [[node.name, registers[id]!]] : [],
    ),
  );
  const program = (wanted: (node: Node) => boolean) => {
    const instructions = nodes.flatMap((node, id) =>
      node.kind === 'call' && wanted(node)
        ? [
            {
              kernel: kernels[node.operation],
              out: registers[id]!,
              args: node.args.map((arg) => registers[arg]!),
            },
          ]
        : [],
    );
    return (count: number) => {
      for (const { kernel, out, args } of instructions) kernel(out, args[0]!, args[1]!, args[2]!, count);
    };
  };
  return {
    width,
    inputs,
    outputs: Object.fromEntries([...outputs].map(([name, id]) => [name, registers[id]!])),
    setup: program((node) => node.invariant),
    body: program((node) => !node.invariant),
  };
}

/** A loop for any operation; the frequent ones below are written out, since a call per neuron costs more than they do. */
function loopOf(operation: Operation): Kernel {
  const value = float64Operations[operation];
  return (out, x, y, z, count) => {
    for (let i = 0; i < count; i++) out[i] = value(x[i]!, y ? y[i]! : 0, z ? z[i]! : 0);
  };
}

/** Every operation over a block of values. */
export const kernels: Readonly<Record<Operation, Kernel>> = {
  ...(Object.fromEntries(
    Object.keys(float64Operations).map((name) => [name, loopOf(name as Operation)]),
  ) as Record<Operation, Kernel>),
  add: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i]! + y[i]!;
  },
  subtract: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i]! - y[i]!;
  },
  multiply: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i]! * y[i]!;
  },
  divide: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i]! / y[i]!;
  },
  less: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i]! < y[i]! ? 1 : 0;
  },
  minimum: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.min(x[i]!, y[i]!);
  },
  maximum: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.max(x[i]!, y[i]!);
  },
  select: (out, x, y, z, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i] !== 0 ? y[i]! : z[i]!;
  },
  and: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i] !== 0 && y[i] !== 0 ? 1 : 0;
  },
  or: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = x[i] !== 0 || y[i] !== 0 ? 1 : 0;
  },
  differ: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = (x[i] !== 0) !== (y[i] !== 0) ? 1 : 0;
  },
  within: (out, x, y, _, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.max(-y[i]!, Math.min(y[i]!, x[i]!));
  },
  lookup: (out, table, place, _, count) => {
    for (let i = 0; i < count; i++) out[i] = table[place[i]!]!;
  },
  abs: (out, x, _y, _z, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.abs(x[i]!);
  },
  negate: (out, x, _y, _z, count) => {
    for (let i = 0; i < count; i++) out[i] = -x[i]!;
  },
  exp: (out, x, _y, _z, count) => {
    for (let i = 0; i < count; i++) out[i] = Math.exp(x[i]!);
  },
};
