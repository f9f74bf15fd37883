import { call, divide, type Expr, isCall, multiply, number, rewriteAll } from '../expr.ts';
import type { Pass } from './pass.ts';

/** Largest exponent that is worth multiplying out. */
const LARGEST = 16;

/** Whole powers become products, by repeated squaring. */
export const expandPowers: Pass = {
  name: 'powers',
  description: 'x^n with a small whole n becomes products',
  error: 0,
  apply: (formulas) => {
    // Powers of one base share their squares.
    const squares = new Map<Expr, Expr[]>();
    return rewriteAll(formulas, (node) => {
      if (!isCall(node, 'power')) return node;
      const [base, exponent] = node.args;
      if (exponent.kind !== 'number') return node;
      const n = Math.abs(exponent.value);
      if (exponent.value === 0.5) return call('sqrt', base);
      if (!Number.isInteger(n) || n === 0 || n > LARGEST) return node;
      const power = wholePower(base, n, squares);
      return exponent.value < 0 ? divide(number(1), power) : power;
    });
  },
};

/** base^n for a whole n >= 1. @param squares base^(2^i) of the bases seen so far */
export function wholePower(base: Expr, n: number, squares: Map<Expr, Expr[]>): Expr {
  let chain = squares.get(base);
  if (!chain) {
    chain = [base];
    squares.set(base, chain);
  }
  let product: Expr | undefined;
  for (let bit = 0; n >> bit > 0; bit++) {
    while (chain.length <= bit) chain.push(multiply(chain.at(-1)!, chain.at(-1)!));
    if ((n >> bit) & 1) product = product ? multiply(product, chain[bit]!) : chain[bit]!;
  }
  return product!;
}
