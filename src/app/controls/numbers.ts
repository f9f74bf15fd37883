import { decimalSign, exact } from '../numbers/format.ts';
import { numberIn } from '../numbers/read-number.ts';
import { texts } from '../texts/language.ts';

/** More numbers than this are not written out, but counted. */
export const MOST_WRITTEN = 256;

/** Numbers as they are written in a field: what stands between them is no decimal sign. */
export const listOf = (numbers: readonly number[]): string =>
  numbers.map(exact).join(decimalSign.value === ',' ? '; ' : ', ');

/** Commas are between numbers where they are no decimal sign, or are followed by a space. */
const separators = (): RegExp => (decimalSign.value === ',' ? /,(?=\s)|[;\s]+/ : /[,;\s]+/);

/**
 * The numbers in a text, with semicolons, spaces or, where they are no decimal sign, commas between them.
 * @returns or what is wrong, in a sentence without its full stop
 */
export function numbersIn(text: string): readonly number[] | string {
  const words = text.split(separators()).filter((word) => word !== '');
  const read = words.map((word) => numberIn(word));
  const wrong = read.findIndex((one) => typeof one === 'string');
  if (wrong < 0) return read as number[];
  const { enter, notANumber } = texts.value.numbers;
  return read[wrong] === enter ? notANumber(words[wrong]!) : (read[wrong] as string);
}
