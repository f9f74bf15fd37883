import { solve } from '../algebra/elimination.ts';
import type { Equilibrium } from './equilibria.ts';
import type { Flow } from './flow.ts';
import {
  type Complex,
  type ComplexVector,
  eigenvector,
  inner,
  over,
  scaled,
  solveShifted,
  times,
  transposed,
} from './linear.ts';

/** Where an oscillation of small amplitude is born or dies. */
export interface Hopf {
  readonly equilibrium: Equilibrium;
  /** Of the oscillation there, Hz. */
  readonly frequency: number;
  /**
   * How the amplitude r (mV) of the potential grows beyond linear order, r' = ... + cubic r^3, 1/(ms mV^2): the real part of the
   * cubic coefficient of the normal form.
   */
  readonly cubic: number;
  /** The first Lyapunov coefficient, the same over the angular frequency for an eigenvector of length 1 in the states' own units. */
  readonly lyapunov: number;
  /** Supercritical: the cycle is born stable, if everything else is; subcritical: it is unstable. */
  readonly criticality: 'supercritical' | 'subcritical';
  /** The eigenvector of the pair, whose potential is 1/2: x + 2 Re(vector e^(i omega t) r) is the cycle of small amplitude r. */
  readonly vector: ComplexVector;
}

/**
 * The first Lyapunov coefficient by Kuznetsov's formula (Elements of Applied Bifurcation Theory, 3rd ed., eq. 5.34), with second and
 * third derivatives by the compiler.
 */
export function hopfAt(flow: Flow, equilibrium: Equilibrium): Hopf {
  const { state, parameter } = equilibrium;
  const A = flow.at(state, parameter);
  const pair = equilibrium.eigenvalues
    .filter(({ im }) => im > 0)
    .reduce((a, b) => (Math.abs(b.re) < Math.abs(a.re) ? b : a));
  const omega = pair.im;
  const unit = eigenvector(A, { re: pair.re, im: omega });
  const V = flow.potential;
  const vector = scaled(over({ re: 0.5, im: 0 }, { re: unit.re[V]!, im: unit.im[V]! }), unit);
  const left = eigenvector(transposed(A), { re: pair.re, im: -omega });
  const product = inner(left, vector);
  const adjoint = scaled(over({ re: 1, im: 0 }, { re: product.re, im: -product.im }), left);
  const cubic = cubicCoefficient(new Derivatives(flow, state, parameter), A, omega, vector, adjoint).re;
  const length = Math.hypot(...vector.re, ...vector.im);
  return {
    equilibrium,
    frequency: (1000 * omega) / (2 * Math.PI),
    cubic,
    lyapunov: cubic / omega / (length * length),
    criticality: cubic < 0 ? 'supercritical' : 'subcritical',
    vector,
  };
}

/** @param q eigenvector @param p adjoint eigenvector, with a product of 1 */
function cubicCoefficient(
  { quadratic, cubic }: Derivatives,
  A: readonly number[][],
  omega: number,
  q: ComplexVector,
  p: ComplexVector,
): Complex {
  const conjugate = { re: q.re, im: q.im.map((x) => -x) };
  const [mean] = solve(A.map((row, i) => [...row, quadratic(q, conjugate).re[i]!])) as [number[]];
  const real = { re: mean, im: mean.map(() => 0) };
  const twice = solveShifted(A, { re: 0, im: 2 * omega }, quadratic(q, q));
  const terms = [
    [0.5, cubic(q)],
    [-1, quadratic(q, real)],
    // (2 i omega - A)^-1 is the negative of what was solved for.
    [-0.5, quadratic(conjugate, twice)],
  ] as const;
  let sum = { re: 0, im: 0 };
  for (const [factor, term] of terms) {
    const { re, im } = times({ re: factor, im: 0 }, inner(p, term));
    sum = { re: sum.re + re, im: sum.im + im };
  }
  return sum;
}

/** Multilinear forms of second and third derivatives at a point, from derivatives along real directions. */
class Derivatives {
  constructor(
    private readonly flow: Flow,
    private readonly x: readonly number[],
    private readonly parameter: number,
  ) {}

  /** B(a, b). */
  readonly quadratic = (a: ComplexVector, b: ComplexVector): ComplexVector => {
    const [rr, ii, ri, ir] = [
      this.#bilinear(a.re, b.re),
      this.#bilinear(a.im, b.im),
      this.#bilinear(a.re, b.im),
      this.#bilinear(a.im, b.re),
    ];
    return { re: rr.map((x, i) => x - ii[i]!), im: ri.map((x, i) => x + ir[i]!) };
  };

  /** C(q, q, conjugate(q)). */
  readonly cubic = ({ re: a, im: b }: ComplexVector): ComplexVector => {
    const [aaa, bbb] = [this.#third(a), this.#third(b)];
    const plus = this.#third(sum(a, b, 1));
    const minus = this.#third(sum(a, b, -1));
    // Of C(a, a, b) and C(a, b, b), by polarisation.
    const aab = bbb.map((x, i) => (plus[i]! - minus[i]! - 2 * x) / 6);
    const abb = aaa.map((x, i) => (plus[i]! + minus[i]! - 2 * x) / 6);
    return { re: sum(aaa, abb, 1), im: sum(aab, bbb, 1) };
  };

  /** The form of two real directions, both brought to the same length so that no digits are lost. */
  #bilinear(a: readonly number[], b: readonly number[]): number[] {
    const [la, lb] = [Math.hypot(...a), Math.hypot(...b)];
    if (la === 0 || lb === 0) return a.map(() => 0);
    const [u, v] = [a.map((x) => x / la), b.map((x) => x / lb)];
    const [plus, minus] = [this.#second(sum(u, v, 1)), this.#second(sum(u, v, -1))];
    return plus.map((x, i) => ((x - minus[i]!) / 4) * la * lb);
  }

  readonly #second = (u: readonly number[]): number[] => this.flow.along(this.x, this.parameter, u)[0];
  readonly #third = (u: readonly number[]): number[] => this.flow.along(this.x, this.parameter, u)[1];
}

const sum = (a: readonly number[], b: readonly number[], factor: number): number[] =>
  a.map((x, i) => x + factor * b[i]!);
