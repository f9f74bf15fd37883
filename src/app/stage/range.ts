import { roundTicks } from '../../analysis/ticks.ts';
import { NO_VALUE } from '../../engine/present.ts';

/** Round ends around values, as wide as they need; those that are missing do not count. */
export function rangeAround(values: Iterable<number>): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || value <= NO_VALUE / 2) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  // What does not vary, or stays above 0 and comes near it, is seen from 0 on.
  if (low >= 0 && low < 0.5 * high) low = 0;
  if (low === high) [low, high] = low === 0 ? [0, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const ticks = roundTicks(low, high, 6, 'around');
  return [ticks[0]!, ticks.at(-1)!];
}
