import { expect, test } from 'vitest';
import { tellingPositions } from '../../../src/app/stage/axis-positions.ts';

const vary = 'stimulus.amplitude';

test('round values stand where the nearest cell has them', () => {
  expect(tellingPositions({ vary, from: 0, to: 60, count: 121 }, 4)).toEqual(
    [0, 20, 40, 60].map((value) => ({ value, position: 2 * value })),
  );
});

test('of listed values each stands where it is, however they are spaced', () => {
  expect(tellingPositions({ vary, values: [0, 1, 10, 100, 1000] }, 3)).toEqual([
    { value: 0, position: 0 },
    { value: 10, position: 2 },
    { value: 1000, position: 4 },
  ]);
});

test('a single value is its own', () => {
  expect(tellingPositions({ vary, values: [7] }, 5)).toEqual([{ value: 7, position: 0 }]);
});
