/** What a set of points in the unit cube is made for. */
export interface Design {
  /** Chooses one of the many sets that the method can make, a whole number of 32 bits. */
  readonly seed: number;
  /** Number of points, at most 2^32 - 1. */
  readonly count: number;
  readonly dimensions: number;
}

/** One coordinate of a point, inside (0, 1); it depends on the design and on these two numbers alone. */
export type Points = (index: number, dimension: number) => number;
