import { exact } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';
/** What is wrong with a number, if it is outside of a range. */
export function outside(
  name: string,
  value: number,
  [low, high]: readonly [number, number],
  unit: string,
): string | undefined {
  if (value >= low && value <= high) return undefined;
  return texts.value.numbers.outOfRange(name, exact(value), exact(low), exact(high), unit);
}
