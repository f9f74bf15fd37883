import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  followed,
  isFull,
  MOST_FOLLOWED,
  moved,
  type Probe,
  toggled,
} from '../../../src/app/cells/probes.ts';

test('the selected cell is followed first, with the first free number where it is no probe', () => {
  const probes = [
    { cell: 5, number: 1 },
    { cell: 9, number: 3 },
  ];
  expect(followed(7, probes)).toEqual([{ cell: 7, number: 2 }, ...probes]);
  expect(followed(9, probes)).toEqual([probes[1], probes[0]]);
});

test('a cell that becomes a probe keeps the number that it had, and so do the others', () => {
  const one = toggled([], 4, 4);
  expect(one).toEqual([{ cell: 4, number: 1 }]);
  // Another one than the selected cell, which has a number already.
  expect(toggled(one, 8, 6)).toEqual([...one, { cell: 8, number: 3 }]);
  expect(toggled(toggled(one, 6, 6), 4, 6)).toEqual([{ cell: 6, number: 2 }]);
});

test('numbers differ and are at most as many as there are patterns, whatever is selected and kept', () => {
  const actions = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 60 });
  fc.assert(
    fc.property(actions, (steps) => {
      let probes: readonly Probe[] = [];
      for (const [selected, cell] of steps) {
        const next = toggled(probes, cell, selected);
        if (next.length < probes.length || !isFull(probes)) probes = next;
        const all = followed(selected, probes);
        expect(all.length).toBeLessThanOrEqual(MOST_FOLLOWED);
        expect(new Set(all.map(({ cell: one }) => one)).size).toBe(all.length);
        expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
      }
    }),
  );
});

test('probes move with the population, and two at one place become one', () => {
  const probes = [
    { cell: 10, number: 1 },
    { cell: 11, number: 2 },
    { cell: 90, number: 3 },
  ];
  expect(moved(probes, (cell) => Math.floor(cell / 10))).toEqual([
    { cell: 1, number: 1 },
    { cell: 9, number: 3 },
  ]);
});
