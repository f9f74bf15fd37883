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
