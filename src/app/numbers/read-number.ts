import { texts } from '../texts/language.ts';
import { decimalSign } from './format.ts';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What is a thousand and more to some and one with decimals to others, where decimals have a comma. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/;

/**
 * The number that a text says, with the decimal sign of the language or a point. Separators of thousands are refused: a number that was
 * misread would look right.
 * @returns or what is wrong, in a sentence without its full stop
 */
export function numberIn(text: string): number | string {
  const words = texts.value.numbers;
  const written = text.trim().replace('\u2212', '-');
  if (decimalSign.value === ',' && AMBIGUOUS.test(written)) return words.ambiguous(text.trim());
  const plain = written.replace(decimalSign.value, '.');
  return DECIMAL.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : words.enter;
}
