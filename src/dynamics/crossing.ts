import { type Complex, times } from './linear.ts';

// Where eigenvalues cross the imaginary axis.

/** The product of the sums of all pairs of eigenvalues: 0 where a pair crosses the imaginary axis. */
export function pairing(values: readonly Complex[]): number {
  let product = { re: 1, im: 0 };
  for (const [i, a] of values.entries()) {
    for (const b of values.slice(i + 1)) product = times(product, { re: a.re + b.re, im: a.im + b.im });
  }
  return product.re;
}

/** Whether the pair whose sum is nearest to 0 is a complex one, and not two real ones of opposite sign. */
export function isOscillating(values: readonly Complex[]): boolean {
  const pairs = values.flatMap((a, i) => values.slice(i + 1).map((b) => ({ a, b })));
  const size = ({ a, b }: (typeof pairs)[number]) => Math.hypot(a.re + b.re, a.im + b.im);
  const [first] = pairs.sort((one, other) => size(one) - size(other));
  return first !== undefined && first.a.im !== 0 && first.a.im === -first.b.im;
}
