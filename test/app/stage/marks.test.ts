import { expect, it } from 'vitest';
import { marksOf } from '../../../src/app/stage/marks.ts';

it.each<[readonly [number, number], number[]]>([
  [
    [-90, 50],
    [-90, -50, 0, 50],
  ],
  // -500 would stand in -600.
  [
    [-600, 400],
    [-600, 0, 400],
  ],
  // 50 would touch 40.
  [
    [40, 140],
    [40, 100, 140],
  ],
  [
    [0, 150],
    [0, 50, 100, 150],
  ],
])('colours from %j have the marks %j', (range, marks) => {
  expect(marksOf(range)).toEqual(marks);
});
