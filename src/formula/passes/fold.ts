import { float64Operations } from '../evaluate.ts';
import { call, type Expr, isCall, number, rewriteAll, truths } from '../expr.ts';
import type { Pass } from './pass.ts';

/**
 * Evaluates what is constant and drops what has no effect; divisions by a constant become multiplications. A truth that
 * is constant is the number 0 or 1, and no number turns into a truth or the other way round.
 */
export const fold: Pass = {
  name: 'fold',
  description: 'constants are computed; x + 0, x * 1, x * 0 and the like are dropped',
  error: 0,
  apply: (formulas) => rewriteAll(formulas, foldNode),
};

const isNumber = (expr: Expr, value: number): boolean => expr.kind === 'number' && expr.value === value;

function foldNode(node: Expr): Expr {
  if (node.kind !== 'call') return node;
  // Counts of steps are no numbers to compute with.
  if (node.operation === 'elapsed') return node;
  const x = node.args[0];
  const y = node.args[1]!;
  const z = node.args[2]!;
  if (x.kind === 'number' && node.args.every((arg) => arg.kind === 'number')) {
    const [a = 0, b = 0, c = 0] = node.args.map((arg) => (arg.kind === 'number' ? arg.value : 0));
    return number(float64Operations[node.operation](a, b, c));
  }
  switch (node.operation) {
    case 'add':
      if (isNumber(x, 0) && !isTruth(y)) return y;
      if (isNumber(y, 0) && !isTruth(x)) return x;
      break;
    case 'subtract':
      if (isNumber(y, 0) && !isTruth(x)) return x;
      if (isNumber(x, 0)) return foldNode(call('negate', y));
      break;
    case 'multiply':
      return foldProduct(x, y) ?? node;
    case 'divide':
      if (isNumber(x, 0)) return number(0);
      // Not by 0: the quotient says better what is wrong.
      if (y.kind === 'number' && y.value !== 0) return foldNode(call('multiply', number(1 / y.value), x));
      break;
    case 'power':
      if (isNumber(y, 1) && !isTruth(x)) return x;
      if (isNumber(y, 0)) return number(1);
      break;
    case 'negate':
      if (isCall(x, 'negate') && !isTruth(x.args[0])) return x.args[0];
      return scaled(-1, x) ?? node;
    case 'within':
      if (isCall(x, 'within') && isAtMost(x.args[1], y)) return x;
      break;
    case 'select':
      if (y === z) return y;
      if (x.kind === 'number') return foldChoice(x.value !== 0 ? [y, z] : [z, y]) ?? node;
      break;
    case 'and':
      return foldJunction(x, y, 0) ?? node;
    case 'or':
      return foldJunction(x, y, 1) ?? node;
    case 'differ':
      if (x === y) return number(0);
      break;
    case 'not':
      if (isCall(x, 'not') && isTruth(x.args[0])) return x.args[0];
      break;
  }
  return node;
}

/** Whether an expression is 0 or 1, and not any number. */
function isTruth(expr: Expr): boolean {
  if (isCall(expr, 'select')) return isTruth(expr.args[1]) && isTruth(expr.args[2]);
  return expr.kind === 'call' && truths.has(expr.operation);
}

const isAtMost = (x: Expr, y: Expr): boolean =>
  x.kind === 'number' && y.kind === 'number' && x.value <= y.value;

/** What a selection takes, unless that is a truth where the selection as a whole is a number. */
function foldChoice([taken, left]: readonly [Expr, Expr]): Expr | undefined {
  return isTruth(taken) && !isTruth(left) ? undefined : taken;
}

/** `and` (decided by 0) or `or` (decided by 1). */
function foldJunction(x: Expr, y: Expr, decisive: 0 | 1): Expr | undefined {
  if (x.kind === 'number') return foldJunction(y, x, decisive);
  if (y.kind === 'number' && (y.value !== 0) === (decisive === 1)) return number(decisive);
  return (x === y || y.kind === 'number') && isTruth(x) ? x : undefined;
}

/** factor * (c * x), as one product; undefined if there is no constant c. */
function scaled(factor: number, expr: Expr): Expr | undefined {
  if (!isCall(expr, 'multiply')) return undefined;
  const [constant, x] = expr.args;
  if (constant.kind !== 'number') return undefined;
  return foldNode(call('multiply', number(factor * constant.value), x));
}

/** Constants gather on the left of a product, where the next product finds them. */
function foldProduct(x: Expr, y: Expr): Expr | undefined {
  if (isNumber(x, 0) || isNumber(y, 0)) return number(0);
  if (isNumber(x, 1)) return isTruth(y) ? undefined : y;
  if (isNumber(y, 1) && !isTruth(x)) return x;
  if (y.kind === 'number') return foldNode(call('multiply', y, x));
  if (x.kind === 'number') {
    if (isCall(y, 'negate')) return foldNode(call('multiply', number(-x.value), y.args[0]));
    return scaled(x.value, y);
  }
  return undefined;
}
