import { callWith, type Expr, rewrite, symbol, truths } from '../formula/expr.ts';

/** A formula with a name. */
export interface Named {
  readonly name: string;
  readonly formula: Expr;
}

/**
 * A formula cut where its text is too long for a line: what was cut out is given names, each after what it is made of.
 * @param nameOf the symbol of the first, second, ... part
 */
export function inParts(
  formula: Expr,
  longest: number,
  textOf: (expr: Expr) => string,
  nameOf: (i: number) => string,
): { readonly parts: readonly Named[]; readonly rest: Expr } {
  const parts: Named[] = [];
  const cutOut = (expr: Expr): Expr => {
    const name = nameOf(parts.length);
    parts.push({ name, formula: expr });
    return symbol(name);
  };
  const canBeCut = (expr: Expr) => expr.kind === 'call' && !truths.has(expr.operation);
  const rest = rewrite(formula, (node) => {
    if (node.kind !== 'call' || textOf(node).length <= longest) return node;
    const args = [...node.args];
    const lengths = args.map((arg) => (canBeCut(arg) ? textOf(arg).length : 0));
    const i = lengths.indexOf(Math.max(...lengths));
    if (lengths[i] === 0) return node;
    args[i] = cutOut(args[i]!);
    return callWith(node.operation, args);
  });
  return { parts, rest };
}
