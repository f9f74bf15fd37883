import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placed } from '../../../src/view/charts/curve-ticks.ts';

const tick = (x: number, label = 'fold of cycles') => ({ x, label, words: '' });

test('labels of ticks that are close together ascend to the left', () => {
  const all = placed([tick(6.26), tick(7.85), tick(9.78, 'Hopf'), tick(30, 'Hopf')], [0, 60], 250);
  expect(all.map(({ x, row }) => [x, row])).toEqual([
    [30, 0],
    [9.78, 0],
    [7.85, 1],
    [6.26, 2],
  ]);
});

test('at the right end a label stands at the left of its tick, and what is out of range has none', () => {
  const all = placed([tick(58), tick(70)], [0, 60], 250);
  expect(all.map(({ x, leftwards }) => [x, leftwards])).toEqual([[58, true]]);
});

test('no label covers another one', () => {
  const ticks = fc.array(
    fc.double({ min: 0, max: 60, noNaN: true }).map((x) => tick(x)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(ticks, (some) => {
      const all = placed(some, [0, 60], 250);
      // 14 letters of at most 6 px.
      const left = ({ fraction, leftwards }: (typeof all)[number]) => 250 * fraction - (leftwards ? 84 : 0);
      for (const a of all) {
        for (const b of all) {
          if (a !== b && a.row === b.row) expect(Math.abs(left(a) - left(b))).toBeGreaterThan(84);
        }
      }
    }),
  );
});
