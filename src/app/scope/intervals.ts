/** What the intervals between spikes are like. */
export interface IntervalSummary {
  readonly count: number;
  /** ms */
  readonly mean: number;
  /** Standard deviation (of all, not of a sample) by the mean; undefined of fewer than two. */
  readonly cv: number | undefined;
}

/** Intervals between spikes, ms. @param times of the spikes in their order, ms */
export const intervalsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((time, i) => time - times[i]!);

/** Undefined where there is none. */
export function summaryOf(intervals: readonly number[]): IntervalSummary | undefined {
  const count = intervals.length;
  if (count === 0) return undefined;
  const mean = intervals.reduce((sum, one) => sum + one, 0) / count;
  const variance = intervals.reduce((sum, one) => sum + (one - mean) ** 2, 0) / count;
  return { count, mean, cv: count < 2 ? undefined : Math.sqrt(variance) / mean };
}

/** Numbers of intervals in bins of one width. */
export interface Histogram {
  /** Where the first bin begins, and how wide each is, ms. */
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** Of bins between round numbers, at most so many. @param ticks the numbers, evenly spaced */
export function histogramOf(intervals: readonly number[], ticks: readonly number[]): Histogram {
  const [from, next] = ticks as [number, number];
  const width = next - from;
  const counts = new Array<number>(ticks.length - 1).fill(0);
  for (const one of intervals) {
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor((one - from) / width)));
    counts[bin]!++;
  }
  return { from, width, counts };
}

/** The outline of a histogram as a line of steps. */
export function outlineOf({ from, width, counts }: Histogram): { x: number[]; y: number[] } {
  return {
    x: counts.flatMap((_, i) => [from + i * width, from + (i + 1) * width]),
    y: counts.flatMap((count) => [count, count]),
  };
}
