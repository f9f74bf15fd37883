import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { solve } from '../algebra/elimination.ts';

// Small dense matrices: rows of numbers.

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** The eigenvalues of a real matrix, that with the largest real part first. */
export function eigenvalues(rows: readonly ArrayLike<number>[]): Complex[] {
  const matrix = new Matrix(rows.map((row) => Array.from(row)));
  const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: false,
  });
  return re.map((real, i) => ({ re: real, im: im[i]! })).sort((a, b) => b.re - a.re || b.im - a.im);
}

/** A vector of complex numbers. */
export interface ComplexVector {
  readonly re: number[];
  readonly im: number[];
}

/** x with (A - shift) x = b, in real numbers: (A - re) x_re + im x_im = b_re, and so on. */
export function solveShifted(
  A: readonly ArrayLike<number>[],
  shift: Complex,
  b: ComplexVector,
): ComplexVector {
  const n = A.length;
  const rows = Array.from({ length: 2 * n }, (_, r) => {
    const [i, lower] = r < n ? [r, false] : [r - n, true];
    const own = Array.from({ length: n }, (_, c) => A[i]![c]! - (c === i ? shift.re : 0));
    const other = Array.from({ length: n }, (_, c) => (c === i ? (lower ? -shift.im : shift.im) : 0));
    return lower ? [...other, ...own, b.im[i]!] : [...own, ...other, b.re[i]!];
  });
  const [solution] = solve(rows) as [number[]];
  return { re: solution.slice(0, n), im: solution.slice(n) };
}

/** The eigenvector of an eigenvalue that is known well, of length 1, by inverse iteration. */
export function eigenvector(A: readonly ArrayLike<number>[], value: Complex): ComplexVector {
  const n = A.length;
  // Exactly at the eigenvalue there may be no solution.
  const near = { re: value.re + 1e-9 * (Math.hypot(value.re, value.im) || 1), im: value.im };
  let vector: ComplexVector = {
    re: Array.from({ length: n }, (_, i) => 1 + 0.3 * i),
    im: Array.from({ length: n }, (_, i) => 0.5 - 0.2 * i),
  };
  for (let round = 0; round < 4; round++) vector = unit(solveShifted(A, near, vector));
  return vector;
}

export const transposed = (A: readonly ArrayLike<number>[]): number[][] =>
  A.map((_, i) => A.map((row) => row[i]!));

function unit({ re, im }: ComplexVector): ComplexVector {
  const length = Math.hypot(...re, ...im);
  return { re: re.map((x) => x / length), im: im.map((x) => x / length) };
}

export const sizeOf = ({ re, im }: Complex): number => Math.hypot(re, im);

export const times = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});

export const over = (a: Complex, b: Complex): Complex => {
  const size = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
};

/** The sum of conjugate(a) b over the entries. */
export function inner(a: ComplexVector, b: ComplexVector): Complex {
  let [re, im] = [0, 0];
  for (let i = 0; i < a.re.length; i++) {
    re += a.re[i]! * b.re[i]! + a.im[i]! * b.im[i]!;
    im += a.re[i]! * b.im[i]! - a.im[i]! * b.re[i]!;
  }
  return { re, im };
}

export const scaled = (factor: Complex, { re, im }: ComplexVector): ComplexVector => ({
  re: re.map((x, i) => factor.re * x - factor.im * im[i]!),
  im: re.map((x, i) => factor.re * im[i]! + factor.im * x),
});
