import { float64Operations } from '../evaluate.ts';
import { type Call, call, type Expr, isCall, number, rewriteAll } from '../expr.ts';
import type { Pass } from './pass.ts';

/** Evaluates what is constant and drops what has no effect; divisions by a constant become multiplications. */
export const fold: Pass = {
  name: 'fold',
  description: 'constants are computed; x + 0, x * 1, x * 0 and the like are dropped',
  error: 0,
  apply: (formulas) => rewriteAll(formulas, foldNode),
};

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

function foldNode(node: Expr): Expr {
  if (node.kind !== 'call') return node;
  const [x, y, z] = node.args as [Expr, Expr, Expr];
  if (node.args.every((arg) => arg.kind === 'number')) {
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => (arg.kind === 'number' ? arg.value : 0));
    return number(float64Operations[node.operation](a, b, c));
  }
  switch (node.operation) {
    case 'add':
      if (isNumber(x, 0)) return y;
      if (isNumber(y, 0)) return x;
      break;
    case 'subtract':
      if (isNumber(y, 0)) return x;
      if (isNumber(x, 0)) return foldNode(call('negate', y));
      break;
    case 'multiply':
      return foldProduct(x, y) ?? node;
    case 'divide':
      if (isNumber(x, 0)) return number(0);
      if (y.kind === 'number') return foldNode(call('multiply', number(1 / y.value), x));
      break;
    case 'power':
      if (isNumber(y, 1)) return x;
      if (isNumber(y, 0)) return number(1);
      break;
    case 'negate':
      if (isCall(x, 'negate')) return x.args[0]!;
      if (leadingConstant(x) !== undefined) return scaled(-1, x);
      break;
    case 'select':
      if (x.kind === 'number') return x.value !== 0 ? y : z;
      break;
  }
  return node;
}

/** The constant c of a product c * x. */
function leadingConstant(expr: Expr): number | undefined {
  const first = isCall(expr, 'multiply') ? expr.args[0] : undefined;
  return first?.kind === 'number' ? first.value : undefined;
}

/** factor * (c * x), as one product. */
function scaled(factor: number, product: Expr): Expr {
  const [, x] = (product as Call).args as [Expr, Expr];
  return foldNode(call('multiply', number(factor * leadingConstant(product)!), x));
}

/** Constants gather on the left of a product, where the next product finds them. */
function foldProduct(x: Expr, y: Expr): Expr | undefined {
  if (isNumber(x, 0) || isNumber(y, 0)) return number(0);
  if (isNumber(x, 1)) return y;
  if (isNumber(y, 1)) return x;
  if (y.kind === 'number') return foldNode(call('multiply', y, x));
  if (x.kind === 'number') {
    if (leadingConstant(y) !== undefined) return scaled(x.value, y);
    if (isCall(y, 'negate')) return foldNode(call('multiply', number(-x.value), y.args[0]!));
    return undefined;
  }
  return undefined;
}
