/** More numbers than this are not written out, but counted. */
export const MOST_WRITTEN = 256;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Numbers as they are written in a field. */
export const listOf = (numbers: readonly number[]): string => numbers.join(', ');

/**
 * The numbers in a text, with commas, semicolons or spaces between them.
 * @returns or what is wrong, in a sentence without its full stop
 */
export function numbersIn(text: string): readonly number[] | string {
  const words = text.split(/[,;\s]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !DECIMAL.test(word) || !Number.isFinite(Number(word)));
  if (wrong !== undefined) return `"${wrong}" is not a number; write numbers like 0, 0.5, -20`;
  return words.map(Number);
}
