/** A quantity that differs between the neurons. */
export interface Varied {
  /** Path such as `stimulus.amplitude`. */
  readonly path: string;
  /** Value in a neuron, in the quantity's unit; it depends on the number of the neuron alone. */
  value(cell: number): number;
}

/**
 * A quantity over a population. Runs of `stride` neurons have the same value, and after `length` runs the values begin
 * anew: the value depends on floor(cell / stride) % length.
 */
export interface Column extends Varied {
  /** No value lies outside of these. */
  readonly extremes: readonly [min: number, max: number];
  readonly length: number;
  readonly stride: number;
}

/** Least and largest value of a quantity over a population, by its path; undefined where it does not vary. */
export function extremesIn(
  columns: readonly Column[],
): (path: string) => readonly [least: number, largest: number] | undefined {
  return (wanted) => columns.find(({ path }) => path === wanted)?.extremes;
}
