import type { Foretold } from '../../studies/fit/foretell.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import type { LineMark, Mark, Scale } from '../../view/charts/graph.ts';
import type { TimeWindow } from '../scope/scope.ts';

/** A recording in a plot of potentials, its time 0 at that of the population. */
export function recordedLine({ times, values }: OwnTrace, { from, to }: TimeWindow): LineMark {
  // With the samples next to the ends, so that the line goes to the edges.
  const first = Math.max(0, countBefore(times, from) - 1);
  const end = Math.min(times.length, countBefore(times, to) + 1);
  return { kind: 'line', x: times.slice(first, end), y: values.slice(first, end), ink: 'plain', width: 1 };
}

/** What the accepted neurons of a round say of the part of a recording that was held back: the middle 90 %, and where it begins. */
export function foretoldMarks({ fitted, band }: Foretold, [low, high]: Scale['range']): Mark[] {
  const held = band.data.slice(fitted.count);
  if (held.length === 0) return [];
  return [
    {
      kind: 'band',
      x: held.map(({ at }) => at),
      low: band.low.subarray(fitted.count),
      high: band.high.subarray(fitted.count),
      tone: 0.25,
    },
    { kind: 'strokes', x: [held[0]!.at], from: low, to: high, width: 1 },
  ];
}

/** How many of some ascending times are before one. */
function countBefore(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
