import { InvalidArgumentError } from 'commander';

// How the text after an option is read.

export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new InvalidArgumentError(`"${text}" is not a number.`);
  }
  return value;
}

/** Numbers between commas, such as `3,5,8`. */
export function parseNumbers(text: string): number[] {
  return text.split(',').map(parseNumber);
}

/** `name=number`, added to those that came before. */
export function parseAssignment(text: string, earlier: Record<string, number> = {}): Record<string, number> {
  const [name, value, ...rest] = text.split('=');
  if (!name || value === undefined || rest.length > 0) {
    throw new InvalidArgumentError('Write it as name=value, such as gNa=100.');
  }
  return { ...earlier, [name.trim()]: parseNumber(value) };
}
