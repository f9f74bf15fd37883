/**
 * Round values of a range, ascending: multiples of 1, 2 or 5 times a power of ten, as many as there can be but at most
 * `most`. A range of a single value is its own tick.
 * @param from one end of the range, finite; `to` is the other
 * @param most at least 1 inside the range, at least 3 around it
 * @param reach `inside`: between the ends; `around`: from at or below the lower end to at or above the upper one
 */
export function roundTicks(
  from: number,
  to: number,
  most: number,
  reach: 'inside' | 'around' = 'inside',
): number[] {
  const [low, high] = from <= to ? [from, to] : [to, from];
  if (low === high) return [low];
  const [lowest, highest] = reach === 'inside' ? [Math.ceil, Math.floor] : [Math.floor, Math.ceil];
  // With a finer spacing more than `most` would lie inside.
  for (const spacing of roundNumbers((high - low) / (most + 1))) {
    const first = lowest(withoutRounding(low / spacing));
    const last = highest(withoutRounding(high / spacing));
    const count = last - first + 1;
    if (count > most) continue;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * spacing).toPrecision(12)));
  }
  throw new RangeError(`no round ticks from ${from} to ${to}: both must be finite`);
}

/** Ticks of an axis that has no range of its own. */
const TICKS = 5;

/**
 * Round ends of an axis for values, so that it seldom moves: from 0 where the least one is nearer to 0 than half of the largest.
 * @param values those that are not finite do not count; 0 to 1 if there are no others
 */
export function roundSpan(values: readonly number[]): [from: number, to: number] {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const [low, high] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  if (low === high) return [Math.min(0, low), low === 0 ? 1 : Math.max(0, low)];
  const ticks = roundTicks(low > 0 && low < high / 2 ? 0 : low, high, TICKS, 'around');
  return [ticks[0]!, ticks.at(-1)!];
}

/** 1, 2 and 5 times the powers of ten, ascending, from the first that is not below `least`. */
function* roundNumbers(least: number): Generator<number> {
  for (let power = 10 ** Math.floor(Math.log10(least)); Number.isFinite(power); power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power >= least) yield factor * power;
  }
}

/** A whole number that the division has missed by a hair, else the value itself. */
function withoutRounding(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-9 ? whole : value;
}
