import { InvalidArgumentError } from 'commander';

// How the text after an option is read.

export function parseNumber(text: string): number {
  return readNumber(text, 'Expected a number');
}

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  const count = readNumber(text, 'Expected a whole number');
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError('Expected a whole number of at least 1');
  return count;
}

/** A time that is not negative. */
export function parseSeconds(text: string): number {
  const seconds = readNumber(text, 'Expected a number of seconds');
  if (seconds < 0) throw new InvalidArgumentError('Expected 0 or more seconds');
  return seconds;
}

/** Numbers between commas, such as `3,5,8`. */
export function parseNumbers(text: string): number[] {
  return text.split(',').map((part) => readNumber(part, 'Expected numbers between commas, such as 3,5,8'));
}

/** Names between commas, such as `INa,IK`. */
export function parseNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Expected names between commas, such as INa,IK');
  return names;
}

/** `name=number`, added to those that came before. */
export function parseAssignment(text: string, earlier: Record<string, number> = {}): Record<string, number> {
  const expected = 'Expected a name and a number, such as gNa=100';
  const [name = '', value = ''] = text.split(/=(.*)/s);
  if (name.trim() === '') throw new InvalidArgumentError(expected);
  return { ...earlier, [name.trim()]: readNumber(value, expected) };
}

/** The path of a file or folder. */
export function parsePath(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a name, such as results');
  return text;
}

function readNumber(text: string, expected: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError(expected);
  return value;
}
