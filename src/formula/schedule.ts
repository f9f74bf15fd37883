import { operationCalls } from './calls.ts';
import { commutative, type Expr, type Operation, truths, words } from './expr.ts';

/** What a value is: a number, a count of steps (a whole number that is never rounded), a truth, or a word of 32 bits. */
export type ValueType = 'real' | 'step' | 'flag' | 'bits';

/** Of those, what is kept from step to step. */
export type KeptType = Exclude<ValueType, 'bits'>;

/** The type of each symbol; those that are not named are real. */
export type Types = ReadonlyMap<string, ValueType>;

/** One value of a straight-line program; arguments are earlier nodes. */
export type Node = {
  /** True if no changing symbol is in it. */
  readonly invariant: boolean;
  /** True if it changes with every second step alone. */
  readonly paired: boolean;
  readonly type: ValueType;
} & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'call'; readonly operation: Operation; readonly args: readonly number[] }
);

/** Formulas as a list of values in which equal subexpressions stand once. */
export interface Schedule {
  /** In an order in which arguments come first. */
  readonly nodes: readonly Node[];
  /** The node of each output. */
  readonly outputs: ReadonlyMap<string, number>;
}

/** Type of a value from those of its arguments: a selection among equals stays what they are. */
function typeOf(operation: Operation, args: readonly ValueType[]): ValueType {
  if (truths.has(operation)) return 'flag';
  if (words.has(operation)) return 'bits';
  return operation === 'select' && args[1] === args[2] ? args[1]! : 'real';
}

/** The type that an argument must have, by its position. */
export function wantedType(node: Extract<Node, { kind: 'call' }>, position: number): ValueType {
  switch (node.operation) {
    case 'and':
    case 'or':
    case 'differ':
    case 'not':
      return 'flag';
    case 'elapsed':
    case 'pairOf':
    case 'isOdd':
      return 'step';
    case 'addBits':
    case 'xorBits':
    case 'fractionOfBits':
      return 'bits';
    case 'rotateBits':
      return position === 0 ? 'bits' : 'real';
    case 'select':
      return position === 0 ? 'flag' : node.type;
    default:
      return 'real';
  }
}

/**
 * Numbers the values of some formulas (local value numbering) and marks those that do not depend on `changing`
 * symbols as invariant: they need to be computed only once before a loop.
 */
export function schedule(
  outputs: ReadonlyMap<string, Expr>,
  changing: ReadonlySet<string>,
  types: Types = new Map(),
): Schedule {
  const nodes: Node[] = [];
  const numbers = new Map<number, number>();
  const symbols = new Map<string, number>();
  const calls = operationCalls<number>();
  const byExpr = new Map<Expr, number>();

  const place = (node: Node): number => nodes.push(node) - 1;

  const visit = (expr: Expr): number => {
    if (expr.kind === 'number') {
      let id = numbers.get(expr.value);
      if (id === undefined) {
        id = place({ ...expr, invariant: true, paired: false, type: 'real' });
        numbers.set(expr.value, id);
      }
      return id;
    }
    if (expr.kind === 'symbol') {
      let id = symbols.get(expr.name);
      if (id === undefined) {
        const type = types.get(expr.name) ?? 'real';
        id = place({ ...expr, invariant: !changing.has(expr.name), paired: false, type });
        symbols.set(expr.name, id);
      }
      return id;
    }
    let id = byExpr.get(expr);
    if (id !== undefined) return id;
    const { operation } = expr;
    const args = expr.args.map(visit);
    if (commutative.has(operation)) args.sort((a, b) => a - b);
    id = calls.get(operation, args);
    if (id === undefined) {
      const invariant = args.every((arg) => nodes[arg]!.invariant);
      const paired =
        !invariant &&
        (operation === 'pairOf' || args.every((arg) => nodes[arg]!.invariant || nodes[arg]!.paired));
      const type = typeOf(
        operation,
        args.map((arg) => nodes[arg]!.type),
      );
      id = place({ kind: 'call', operation, args, invariant, paired, type });
      calls.set(operation, args, id);
    }
    byExpr.set(expr, id);
    return id;
  };

  const placed = new Map<string, number>();
  for (const [name, expr] of outputs) {
    placed.set(name, visit(expr));
  }
  return { nodes, outputs: placed };
}

/** How often each operation is done for some nodes, all by default, apart from what does not change. */
export function operationCounts(
  { nodes, outputs }: Schedule,
  roots: Iterable<number> = outputs.values(),
): Partial<Record<Operation, number>> {
  const counts: Partial<Record<Operation, number>> = {};
  const visited = new Set<number>();
  const visit = (id: number) => {
    const node = nodes[id]!;
    if (visited.has(id) || node.kind !== 'call' || node.invariant) return;
    visited.add(id);
    counts[node.operation] = (counts[node.operation] ?? 0) + 1;
    node.args.forEach(visit);
  };
  for (const id of roots) visit(id);
  return counts;
}

/**
 * The largest values that do not change from step to step and that some nodes need: what is computed once before a loop.
 * Numbers are none of them.
 * @param isLiteral whether a symbol is as good as a number
 */
export function largestInvariants(
  plan: Schedule,
  roots: Iterable<number>,
  isLiteral: (symbol: string) => boolean = () => false,
): Set<number> {
  const stands = (node: Node) => node.kind === 'number' || (node.kind === 'symbol' && isLiteral(node.name));
  return largest(plan, roots, (node) => node.invariant && !stands(node));
}

/** The largest values that change with every second step alone and that some nodes need. */
export const largestPaired = (plan: Schedule, roots: Iterable<number>): Set<number> =>
  largest(plan, roots, (node) => node.paired);

/** The largest values of which some nodes are made besides certain symbols, numbers, and what does not change from step to step. */
export function largestWithout(
  plan: Schedule,
  roots: Iterable<number>,
  symbols: ReadonlySet<string>,
): Set<number> {
  // Arguments come first.
  const made: boolean[] = [];
  for (const node of plan.nodes)
    made.push(
      node.kind === 'symbol'
        ? symbols.has(node.name)
        : node.kind === 'call' && node.args.some((arg) => made[arg]),
    );
  return largest(plan, roots, (node, id) => !node.invariant && !made[id]);
}

/** The first values on the way from some nodes to their arguments that are wanted. */
function largest(
  { nodes }: Schedule,
  roots: Iterable<number>,
  wanted: (node: Node, id: number) => boolean,
): Set<number> {
  const found = new Set<number>();
  const visited = new Set<number>();
  const visit = (id: number) => {
    if (visited.has(id)) return;
    visited.add(id);
    const node = nodes[id]!;
    if (wanted(node, id)) found.add(id);
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  for (const id of roots) visit(id);
  return found;
}
