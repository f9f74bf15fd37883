/** What is wrong with a number, if it is outside of a range. */
export function outside(
  name: string,
  value: number,
  [low, high]: readonly [number, number],
  unit: string,
): string | undefined {
  if (value >= low && value <= high) return undefined;
  return `${name} = ${value} is out of range: it must be ${low} to ${high} ${unit}`;
}
