import { call, type Expr, number, rewrite } from './expr.ts';
import { float64Operations } from './evaluate.ts';

/**
 * Evaluates what is constant and drops what has no effect (x + 0, x * 1, x * 0, ...). Divisions by a constant become
 * multiplications. Exact up to float64 rounding, for finite values.
 */
export function fold(expr: Expr, cache?: Map<Expr, Expr>): Expr {
  return rewrite(expr, foldNode, cache);
}

const isNumber = (expr: Expr | undefined, value?: number): boolean =>
  expr?.kind === 'number' && (value === undefined || expr.value === value);

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
      if (isNumber(x, 0) || isNumber(y, 0)) return number(0);
      if (isNumber(x, 1)) return y;
      if (isNumber(y, 1)) return x;
      // Constants gather on the left, where the next product finds them.
      if (y.kind === 'number') return foldNode(call('multiply', y, x));
      if (x.kind === 'number' && y.kind === 'call' && y.operation === 'multiply' && y.args[0]!.kind === 'number') {
        return foldNode(call('multiply', number(x.value * y.args[0]!.value), y.args[1]!));
      }
      break;
    case 'divide':
      if (isNumber(x, 0)) return number(0);
      if (y.kind === 'number') return foldNode(call('multiply', number(1 / y.value), x));
      break;
    case 'power':
      if (isNumber(y, 1)) return x;
      if (isNumber(y, 0)) return number(1);
      break;
    case 'negate':
      if (x.kind === 'call' && x.operation === 'negate') return x.args[0]!;
      break;
    case 'select':
      if (x.kind === 'number') return x.value !== 0 ? y : z;
      break;
  }
  return node;
}
