import { describe, expect, it } from 'vitest';
import { inverseDiagonal, leastSquares } from '../../src/analysis/least-squares.ts';
import { levenbergMarquardt } from '../../src/analysis/levenberg-marquardt.ts';

describe('the certified result of NIST (StRD, Misra1a: monomolecular adsorption)', () => {
  const x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
  const y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];
  const fitted = {
    residuals: ([a, b]: readonly number[]) => x.map((t, i) => a! * (1 - Math.exp(-b! * t)) - y[i]!),
    jacobian: ([a, b]: readonly number[]) =>
      x.map((t) => [1 - Math.exp(-b! * t), a! * t * Math.exp(-b! * t)]),
  };

  // Its parameters differ by a factor of 400,000, and the two starts are those of NIST.
  it.each([[[500, 1e-4]], [[250, 5e-4]]])('is found from %j', (start) => {
    const { parameters, squares, converged } = levenbergMarquardt(fitted, start);
    expect(converged).toBe(true);
    expect(Math.abs(parameters[0]! / 2.3894212918e2 - 1)).toBeLessThan(1e-7);
    expect(Math.abs(parameters[1]! / 5.5015643181e-4 - 1)).toBeLessThan(1e-7);
    expect(Math.abs(squares / 1.2455138894e-1 - 1)).toBeLessThan(1e-9);
    const errors = inverseDiagonal(fitted.jacobian(parameters))!.map((one) =>
      Math.sqrt((one * squares) / (x.length - 2)),
    );
    expect(Math.abs(errors[0]! / 2.7070075241 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(errors[1]! / 7.2668688436e-6 - 1)).toBeLessThan(1e-6);
  });

  it('stays within bounds', () => {
    const bounds = [
      [0, 200],
      [0, 1],
    ] as const;
    const { parameters } = levenbergMarquardt({ ...fitted, bounds }, [100, 1e-3]);
    expect(parameters[0]).toBe(200);
  });
});

it("goes through Rosenbrock's valley", () => {
  const { parameters, squares } = levenbergMarquardt(
    {
      residuals: ([a, b]) => [10 * (b! - a! ** 2), 1 - a!],
      jacobian: ([a]) => [
        [-20 * a!, 10],
        [-1, 0],
      ],
    },
    [-1.2, 1],
  );
  expect(squares).toBeLessThan(1e-20);
  expect(parameters[0]).toBeCloseTo(1, 9);
  expect(parameters[1]).toBeCloseTo(1, 9);
});

it('linear least squares keep the digits that normal equations lose', () => {
  // P. Lauchli's matrix: 1e-9 squared is nothing beside 1.
  const small = 1e-9;
  const matrix = [
    [1, 1],
    [small, 0],
    [0, small],
  ];
  const [a, b] = leastSquares(matrix, [2, small, small]);
  expect(a).toBeCloseTo(1, 6);
  expect(b).toBeCloseTo(1, 6);
});

it('errors are infinite of what nothing depends on, and none where two cannot be told apart', () => {
  const rows = [1, 2, 3].map((x) => [x, 0]);
  expect(inverseDiagonal(rows)).toEqual([expect.closeTo(1 / 14, 12), Number.POSITIVE_INFINITY]);
  expect(inverseDiagonal([1, 2, 3].map((x) => [x, 2 * x]))).toBeUndefined();
});
