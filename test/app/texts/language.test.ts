import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { listOf, numbersIn } from '../../../src/app/controls/numbers.ts';
import { exact, fixed, plain, quantity, whole } from '../../../src/app/numbers/format.ts';
import { numberIn } from '../../../src/app/numbers/read-number.ts';
import { wishedLanguage } from '../../../src/app/texts/language.ts';
import { plainNumber } from '../../../src/view/charts/chart.ts';
import { locale } from '../../../src/view/locale.ts';

afterEach(() => {
  locale.value = 'en';
});

describe('the language that the page opens with', () => {
  it.each([
    ['', undefined, ['de-CH', 'en'], 'de'],
    ['', undefined, ['fr', 'de', 'en'], 'de'],
    ['', undefined, ['fr-FR', 'ja'], 'en'],
    ['', undefined, ['en-US@posix', 'C'], 'en'],
    ['', undefined, [], 'en'],
    ['', 'en', ['de'], 'en'],
    ['?lang=de', 'en', ['en'], 'de'],
    ['?embed&lang=DE-at', undefined, ['en'], 'de'],
    ['?lang=toString', undefined, ['de'], 'de'],
    ['?lang=xx', 'de', ['en'], 'de'],
  ])('is asked for by the address, then by the last visit, then by the browser: %s %s %s', (...wish) => {
    const [query, before, preferred, language] = wish as [string, string | undefined, string[], string];
    expect(wishedLanguage(query, before, preferred)).toBe(language);
  });
});

describe('numbers', () => {
  it('are written in the locale of the page', () => {
    const written = () => [whole(16_384), plain(0.3), fixed(1, 2), quantity(1e-7, 'mM'), plainNumber(1234.5)];
    expect(written()).toEqual(['16,384', '0.3', '1.00', '1e-7 mM', '1,234.5']);
    locale.value = 'de';
    expect(written()).toEqual(['16.384', '0,3', '1,00', '1e-7 mM', '1.234,5']);
  });

  it.each(['en', 'de'])('are read as they are written: %s', (tag) => {
    locale.value = tag;
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numberIn(exact(value))).toBe(value === 0 ? Number(exact(value)) : value);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        expect(numbersIn(listOf(values))).toEqual(
          values.map((value) => Number(exact(value).replace(',', '.'))),
        );
      }),
    );
  });

  it.each(['en', 'de'])('with separators of thousands are refused, never misread: %s', (tag) => {
    locale.value = tag;
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e12 }), (value) => {
        expect(numberIn(whole(value))).toBeTypeOf('string');
        expect(numberIn(`${whole(-value)}`)).toBeTypeOf('string');
      }),
    );
  });

  it('are read with a comma or a point in German', () => {
    locale.value = 'de';
    expect(['0,5', '0.5', '-65', '\u221265,25', ',5', '0.125', '1e-3', ' 7 '].map(numberIn)).toEqual([
      0.5, 0.5, -65, -65.25, 0.5, 0.125, 0.001, 7,
    ]);
    for (const text of ['1.000', '1.234,5', '65.125', '1,5,2', '1.5,2', '', 'x', '1e999'])
      expect(numberIn(text)).toBeTypeOf('string');
    expect(numbersIn('0,5; 1 2,25')).toEqual([0.5, 1, 2.25]);
    expect(numbersIn('1, 2, 3')).toEqual([1, 2, 3]);
    expect(numbersIn('1,2,3')).toBeTypeOf('string');
  });

  it('are read with a point in English', () => {
    expect(['0.5', '65.125', '1.000'].map(numberIn)).toEqual([0.5, 65.125, 1]);
    for (const text of ['0,5', '1,000', '1,234.5']) expect(numberIn(text)).toBeTypeOf('string');
    expect(numbersIn('0.5,1;2 3')).toEqual([0.5, 1, 2, 3]);
  });
});
