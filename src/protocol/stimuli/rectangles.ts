import { add, type Expr, minimum, multiply, subtract } from '../../formula/expr.ts';
import { after, type Course, type Numbers } from './kind.ts';

/** Most pulses of a stimulus: each costs some operations in every step. */
export const MOST_PULSES = 64;

/**
 * Rectangular pulses of one amplitude and width; where they overlap they add up.
 * @param onsets formulas of when they begin, ms
 */
export function rectangles(onsets: readonly Expr[], { value, moment }: Numbers): Course {
  const pulses = onsets.map((at, i) => {
    return [moment(`on.${i}`, at), moment(`off.${i}`, add(at, value('width')))] as const;
  });
  const active = pulses.map(([on, off]) => subtract(after(on), after(off))).reduce(add);
  return {
    current: multiply(value('amplitude'), active),
    onset: onsets.reduce(minimum),
    jumps: pulses.flat(),
  };
}
