import { expect, test } from 'vitest';
import { eliminate, solve } from '../../src/algebra/elimination.ts';

test('solves for several right sides, and where a pivot is 0', () => {
  const rows = [
    [0, 2, 4, 2],
    [3, 0, 3, 6],
  ];
  expect(solve(rows)).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

test('what has no solution is not finite', () => {
  const [solution] = solve([
    [1, 2, 1],
    [2, 4, 1],
  ]);
  expect(solution!.some(Number.isFinite)).toBe(false);
});

test('eliminates some unknowns, which come back from the others', () => {
  // 2 x + y = 5 and x - y = 1, so x = 2 and y = 1: x is eliminated, and the second row is left with y alone.
  const rows = [
    [1, -1, 1],
    [2, 1, 5],
  ].map((row) => Float64Array.from(row));
  const { back } = eliminate(rows, 1, 2);
  const left = rows[1]!;
  const y = left[2]! / left[1]!;
  expect(y).toBeCloseTo(1, 12);
  expect([...back([y, -1])]).toEqual([expect.closeTo(2, 12)]);
});
