import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeated } from '../../src/input/repeated.ts';

it('finds the first value that was there before', () => {
  expect(repeated(['gNa', 'gK', 'gL', 'gK', 'gNa'])).toBe('gK');
  expect(repeated([3, 1, 2])).toBeUndefined();
  expect(repeated([])).toBeUndefined();
});

it('finds none exactly where each is there once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (values) => {
      expect(repeated(values) === undefined).toBe(new Set(values).size === values.length);
    }),
  );
});
