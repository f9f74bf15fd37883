import { commutative, type Expr, type Operation, truths } from './expr.ts';

/** What a value is: a number, a count of steps (a whole number that is never rounded), or a truth. */
export type ValueType = 'real' | 'step' | 'flag';

/** The type of each symbol; those that are not named are real. */
export type Types = ReadonlyMap<string, ValueType>;

/** One value of a straight-line program; arguments are earlier nodes. */
export type Node = {
  /** True if no changing symbol is in it. */
  readonly invariant: boolean;
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
  return operation === 'select' && args[1] === args[2] ? args[1]! : 'real';
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
  const byKey = new Map<string, number>();
  const byExpr = new Map<Expr, number>();

  const place = (key: string, make: () => Node): number => {
    let id = byKey.get(key);
    if (id === undefined) {
      id = nodes.push(make()) - 1;
      byKey.set(key, id);
    }
    return id;
  };

  const visit = (expr: Expr): number => {
    const known = byExpr.get(expr);
    if (known !== undefined) return known;
    let id: number;
    if (expr.kind === 'number') {
      id = place(`n${expr.value}`, () => ({ ...expr, invariant: true, type: 'real' }));
    } else if (expr.kind === 'symbol') {
      const type = types.get(expr.name) ?? 'real';
      id = place(`s${expr.name}`, () => ({ ...expr, invariant: !changing.has(expr.name), type }));
    } else {
      const args = expr.args.map(visit);
      if (commutative.has(expr.operation)) args.sort((a, b) => a - b);
      id = place(`${expr.operation}(${args})`, () => {
        const invariant = args.every((arg) => nodes[arg]!.invariant);
        const type = typeOf(
          expr.operation,
          args.map((arg) => nodes[arg]!.type),
        );
        return { kind: 'call', operation: expr.operation, args, invariant, type };
      });
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

/** How often each operation is done in a schedule, apart from what does not change. */
export function operationCounts({ nodes }: Schedule): Partial<Record<Operation, number>> {
  const counts: Partial<Record<Operation, number>> = {};
  for (const node of nodes) {
    if (node.kind === 'call' && !node.invariant) counts[node.operation] = (counts[node.operation] ?? 0) + 1;
  }
  return counts;
}

/**
 * The largest values that do not change from step to step and that some nodes need: what is computed once before a loop.
 * Numbers are none of them.
 */
export function largestInvariants({ nodes }: Schedule, roots: Iterable<number>): Set<number> {
  const found = new Set<number>();
  const visited = new Set<number>();
  const visit = (id: number) => {
    if (visited.has(id)) return;
    visited.add(id);
    const node = nodes[id]!;
    if (node.kind === 'number') return;
    if (node.invariant) found.add(id);
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  for (const id of roots) visit(id);
  return found;
}
