import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangesOf } from '../../src/cli/parts.ts';

it('writes numbers as ranges', () => {
  expect(rangesOf([3, 7, 8, 9])).toBe('3,7-9');
  expect(rangesOf([1, 2])).toBe('1-2');
  expect(rangesOf([])).toBe('');
});

it('writes every number once, whatever the set', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(numbers, (given) => {
      const read = rangesOf(given)
        .split(',')
        .filter((range) => range !== '')
        .flatMap((range) => {
          const [from = 0, to = from] = range.split('-').map(Number);
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        });
      expect(read).toEqual(given);
    }),
  );
});
