import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, numberIn, writtenIn } from '../../src/lessons/language.ts';

describe.each(languages)('a number in %s', (language) => {
  it('is read as it is written', () => {
    // What a header may have: digits, with decimals or not.
    const digits = fc.stringMatching(/^-?[1-9]\d{0,6}(\.\d{1,6})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(numberIn(language, writtenIn(language, text))).toBe(Number(text));
      }),
    );
  });
});

it.each([
  ['en', '-56.5', '−56.5'],
  ['de', '-56.5', '−56,5'],
  ['de', '0.60', '0,60'],
  ['de', '-1457', '−1457'],
] as const)('in %s %s is %s', (language, digits, written) =>
  expect(writtenIn(language, digits)).toBe(written),
);

it.each([
  ['en', '6,3'],
  ['en', '1,000.5'],
  ['de', '6.3'],
  ['de', '1.000,5'],
  ['de', '1,2,3'],
] as const)('in %s %s is no number', (language, text) => expect(numberIn(language, text)).toBeNaN());
