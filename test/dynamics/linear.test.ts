import { expect, test } from 'vitest';
import { eigenvalues, eigenvector, inner, solveShifted } from '../../src/dynamics/linear.ts';

const A = [
  [0, 1, 0],
  [0, 0, 1],
  [-6, -11, -6],
];

test('eigenvalues of a companion matrix are the roots of its polynomial', () => {
  // x^3 + 6 x^2 + 11 x + 6 = (x + 1) (x + 2) (x + 3).
  expect(eigenvalues(A).map(({ re }) => re)).toEqual([-1, -2, -3].map((x) => expect.closeTo(x, 12)));
});

test('a pair of eigenvalues, the positive imaginary part first, and its eigenvector', () => {
  const rotation = [
    [1, -4],
    [1, 1],
  ];
  const [value] = eigenvalues(rotation);
  expect(value).toEqual({ re: expect.closeTo(1, 12), im: expect.closeTo(2, 12) });
  const { re, im } = eigenvector(rotation, value!);
  // (1 - (1 + 2i)) x - 4 y = 0, so x = 2i y.
  expect(re[0]).toBeCloseTo(-2 * im[1]!, 12);
  expect(im[0]).toBeCloseTo(2 * re[1]!, 12);
  expect(inner({ re, im }, { re, im }).re).toBeCloseTo(1, 12);
});

test('solves complex equations', () => {
  const shift = { re: 0, im: 2 };
  const { re, im } = solveShifted([[1]], shift, { re: [5], im: [0] });
  // 5 / (1 - 2i) = 1 + 2i.
  expect([re[0], im[0]]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
});
