import { add, type Call, call, divide, type Expr, multiply, negate, number, subtract } from './expr.ts';

/**
 * The derivative of an expression with respect to a symbol, exact. A selection is derived branch by branch: where it
 * jumps or has a corner, the derivative is that of the side that is taken.
 */
export function derivative(expr: Expr, name: string): Expr {
  return derive(expr, name, new Map());
}

const ZERO = number(0);
const isZero = (expr: Expr): boolean => expr.kind === 'number' && expr.value === 0;

function derive(expr: Expr, name: string, cache: Map<Expr, Expr>): Expr {
  if (expr.kind === 'number') return ZERO;
  if (expr.kind === 'symbol') return expr.name === name ? number(1) : ZERO;
  const known = cache.get(expr);
  if (known) return known;
  const slopes = expr.args.map((arg) => derive(arg, name, cache));
  const result = slopes.every(isZero) ? ZERO : chain(expr, slopes);
  cache.set(expr, result);
  return result;
}

/** @param slopes derivatives of the arguments, not all of them 0 */
function chain(expr: Call, slopes: readonly Expr[]): Expr {
  // Each operation takes as many of them as it has.
  const [x, y] = expr.args as readonly [Expr, Expr];
  const [dx, dy, dz] = slopes as readonly [Expr, Expr, Expr];
  switch (expr.operation) {
    case 'add':
      return plus(dx, dy);
    case 'subtract':
      return isZero(dy) ? dx : isZero(dx) ? negate(dy) : subtract(dx, dy);
    case 'negate':
      return negate(dx);
    case 'multiply':
      return plus(times(dx, y), times(x, dy));
    case 'divide':
      // (dx - (x / y) dy) / y shares the quotient itself.
      return isZero(dy) ? divide(dx, y) : divide(minus(dx, times(expr, dy)), y);
    case 'power':
      return powerSlope(expr, dx, dy);
    case 'minimum':
      return call('select', call('less', y, x), dy, dx);
    case 'maximum':
      return call('select', call('less', x, y), dy, dx);
    case 'within':
      return call(
        'select',
        call('less', call('abs', x), y),
        dx,
        isZero(dy) ? ZERO : call('select', call('less', call('minimum', x, y), ZERO), negate(dy), dy),
      );
    case 'abs':
      return times(call('select', call('less', x, ZERO), number(-1), number(1)), dx);
    case 'exp':
      return times(expr, dx);
    case 'log':
      return divide(dx, x);
    case 'sqrt':
      return divide(dx, multiply(number(2), expr));
    case 'cbrt':
      return divide(dx, multiply(number(3), multiply(expr, expr)));
    case 'tanh':
      return times(subtract(number(1), multiply(expr, expr)), dx);
    case 'sinh':
      return times(call('cosh', x), dx);
    case 'cosh':
      return times(call('sinh', x), dx);
    case 'exprel':
      return times(subtract(expr, call('exprel2', x)), dx);
    case 'exprel2':
      return times(divide(subtract(call('exprel', x), multiply(number(2), expr)), x), dx);
    case 'bernoulli':
      return times(subtract(multiply(multiply(expr, expr), call('exprel2', x)), expr), dx);
    case 'select':
      return call('select', x, dy, dz);
    case 'less':
    case 'lessEqual':
    case 'and':
    case 'or':
    case 'differ':
    case 'not':
    case 'elapsed':
    case 'floor':
    case 'addBits':
    case 'xorBits':
    case 'rotateBits':
    case 'fractionOfBits':
    case 'pairOf':
    case 'lookup':
    case 'isOdd':
      return ZERO;
  }
}

function powerSlope(expr: Call<'power'>, dx: Expr, dy: Expr): Expr {
  const [x, y] = expr.args;
  const ofBase = isZero(dx) ? ZERO : times(times(y, call('power', x, lessOne(y))), dx);
  const ofExponent = isZero(dy) ? ZERO : times(times(expr, call('log', x)), dy);
  return plus(ofBase, ofExponent);
}

const lessOne = (y: Expr): Expr => (y.kind === 'number' ? number(y.value - 1) : subtract(y, number(1)));
const plus = (x: Expr, y: Expr): Expr => (isZero(x) ? y : isZero(y) ? x : add(x, y));
const minus = (x: Expr, y: Expr): Expr => (isZero(x) ? negate(y) : subtract(x, y));
const times = (x: Expr, y: Expr): Expr => {
  if (isZero(x) || isZero(y)) return ZERO;
  if (x.kind === 'number' && x.value === 1) return y;
  return y.kind === 'number' && y.value === 1 ? x : multiply(x, y);
};
