/** The largest of many errors, and where it is. One that is no number is larger than any. */
export interface Worst<Point> {
  readonly error: number;
  readonly at: Point | undefined;
}

/** For checks at thousands of points: an expectation at each of them would take most of the time. */
export function worst<Point>(
  points: Iterable<Point>,
  errorAt: (point: Point, i: number) => number,
): Worst<Point> {
  let found: Worst<Point> = { error: Number.NEGATIVE_INFINITY, at: undefined };
  let i = 0;
  for (const at of points) {
    const error = errorAt(at, i++);
    if (Number.isNaN(error)) return { error, at };
    if (error > found.error) found = { error, at };
  }
  return found;
}

/** Points from one to another, both among them where the step fits. */
export const pointsFrom = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => from + i * step);
