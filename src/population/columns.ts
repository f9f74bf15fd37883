/** A number that differs between the neurons of a population. */
export interface Column {
  /** What varies, such as `parameters.gK`. */
  readonly path: string;
  /** Value in a neuron, by its number. It depends on nothing but floor(cell / stride) % length. */
  value(cell: number): number;
  readonly stride: number;
  readonly length: number;
  readonly extremes: readonly [min: number, max: number];
}
