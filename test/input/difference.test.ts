import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { difference } from '../../src/input/difference.ts';
import { same } from '../../src/input/same.ts';

it('finds the first place where two documents differ, whatever the order of keys', () => {
  expect(difference({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBeUndefined();
  expect(difference({ b: { c: [1, 2] } }, { b: { c: [1, 3] } })).toEqual({
    path: 'b.c.1',
    here: 2,
    there: 3,
  });
  expect(difference({ a: 1 }, {})).toEqual({ path: 'a', here: 1, there: undefined });
  expect(difference({ a: [] }, { a: {} })).toMatchObject({ path: 'a' });
  expect(difference({ a: null }, { a: {} })).toMatchObject({ path: 'a', here: null });
});

it('finds one exactly where they are not the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(difference(a, JSON.parse(JSON.stringify(a)))).toBeUndefined();
      expect(difference(a, b) === undefined).toBe(same(a, b));
    }),
  );
});
