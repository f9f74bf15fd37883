import { roundTicks } from '../../analysis/ticks.ts';
import { type Axis, axisLength, axisValue } from '../../population/sweep.ts';
import { ends } from '../experiment/quantities.ts';

/**
 * Values along an axis that are worth a number, and their positions in it: round values and the nearest positions; where values are listed, evenly
 * spaced ones of them.
 * @param most of them
 */
export function tellingPositions(
  axis: Axis,
  most: number,
): { readonly value: number; readonly position: number }[] {
  const last = axisLength(axis) - 1;
  const [from, to] = ends(axis);
  if (last < 1 || from === to) return [{ value: from, position: 0 }];
  if (!axis.values) {
    return roundTicks(from, to, most).map((value) => ({
      value,
      position: Math.round(((value - from) / (to - from)) * last),
    }));
  }
  const count = Math.min(last + 1, most);
  return Array.from({ length: count }, (_, i) => {
    const position = Math.round((i * last) / (count - 1));
    return { value: axisValue(axis, position), position };
  });
}
